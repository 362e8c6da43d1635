/** Why somebody who may only look cannot do a thing. */
export const ONLY_LOOKS = "Your role may look at clusters, but not change them.";
