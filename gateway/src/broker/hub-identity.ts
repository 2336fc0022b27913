/** Who this hub is on the wire: a name that outlives restarts, and one `bootId` for the life of this process. */
export class HubIdentity {
  constructor(
    readonly name: string,
    readonly bootId: string,
  ) {}
}
