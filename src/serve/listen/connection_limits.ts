/**
 * The most connections of one address. A school behind one router has three hundred tablets that load a game over
 * six connections each, and their event streams.
 */
export const MAX_OF_ADDRESS = 2100;

/** The most connections in all: an event stream for each player, and a thousand connections that load something. */
export const MAX_OF_ALL = 6000;
