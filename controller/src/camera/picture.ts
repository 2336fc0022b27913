/** The size and rate of the document camera's picture. */
export const picture = { width: 1280, height: 720, framesPerSecond: 30 } as const;

/** Bytes of the luma plane of an I420 frame; the two chroma planes follow, a quarter each. */
export const lumaBytes = picture.width * picture.height;

/** Bytes of one I420 frame. */
export const frameBytes = (lumaBytes * 3) / 2;
