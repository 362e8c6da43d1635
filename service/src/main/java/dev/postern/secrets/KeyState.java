package dev.postern.secrets;

/** What a key is used for at the moment. */
enum KeyState {
    /** Opens, and is not yet used to seal: not every replica may know it. */
    NEXT,
    /** Opens and seals. */
    PRIMARY,
    /** Opens what is not sealed anew yet. */
    FORMER
}
