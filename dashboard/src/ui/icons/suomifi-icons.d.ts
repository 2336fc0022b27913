declare module 'suomifi-icons/esm/svgrComponents/baseIcons/*.js' {
  /** With our stand-in for React a component returns SVG text (`react-to-svg.ts`). */
  const draw: (props: object) => string;
  export default draw;
}
