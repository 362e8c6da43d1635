/** Why somebody who may only look cannot do a thing. */
export const ONLY_LOOKS = "Your role may look at connections and clusters, but not change them.";
