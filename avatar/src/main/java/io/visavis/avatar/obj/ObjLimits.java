package io.visavis.avatar.obj;

/**
 * What a file may have at most.
 *
 * @param vertices positions
 * @param corners corners of all polygons together
 * @param bytes of the file
 */
public record ObjLimits(int vertices, int corners, long bytes) {}
