/**
 * Connections of one address: a school behind one router has three hundred tablets that load a game with six
 * connections each, and their event streams.
 */
export const MAX_OF_ADDRESS = 2100;

/** As many event streams as there may be players, and a thousand connections that load something. */
export const MAX_OF_ALL = 6000;
