package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.render.View;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws the cells of a contact sheet and writes their labels below. */
final class SheetPainter {
  private static final int LABEL = 24;

  private final Studio studio;
  private final Avatar avatar;
  private final int cell;
  private final double zoom;

  /** What is added to the coefficients of correctives: nothing. */
  private final float[] still;

  SheetPainter(Studio studio, Avatar avatar, int cell, double zoom) {
    this.studio = studio;
    this.avatar = avatar;
    this.cell = cell;
    this.zoom = zoom;
    this.still = new float[avatar.correctives().size()];
  }

  /** Width of a sheet in pixels. */
  static int width(Sheet sheet, int cell) {
    return columns(sheet) * cell;
  }

  /** Height of a sheet in pixels. */
  static int height(Sheet sheet, int cell) {
    return (sheet.cells().size() + columns(sheet) - 1) / columns(sheet) * (cell + LABEL);
  }

  private static int columns(Sheet sheet) {
    return Math.min(sheet.columns(), sheet.cells().size());
  }

  /**
   * Draws a sheet.
   *
   * @param top where in the picture it begins
   * @param title written before the first label, or empty
   */
  void paint(Sheet sheet, BufferedImage image, int top, String title) {
    int columns = columns(sheet);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, top, image.getWidth(), height(sheet, cell));
    for (int i = 0; i < sheet.cells().size(); i++) {
      Sheet.Cell shown = sheet.cells().get(i);
      int x = i % columns * cell;
      int y = top + i / columns * (cell + LABEL);
      View view =
          View.orbit(
              avatar.camera(),
              cell,
              cell,
              Math.toRadians(shown.yaw()),
              Math.toRadians(shown.pitch()),
              zoom);
      MotionSet motion = MotionSet.parse(shown.motion(), avatar);
      g.drawImage(studio.take(shown.mood().on(motion), shown.mood(), still, view), x, y, null);
      label(g, i == 0 ? title + shown.label() : shown.label(), x, y + cell);
    }
    g.dispose();
  }

  private void label(Graphics2D g, String text, int x, int y) {
    try {
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.min(15, cell / 12)));
      g.setColor(Color.DARK_GRAY);
      int width = g.getFontMetrics().stringWidth(text);
      g.drawString(text, x + Math.max(0, (cell - width) / 2), y + LABEL - 8);
    } catch (RuntimeException | LinkageError | InternalError e) {
      // What the JDK throws where there is no font library or no font.
      throw new UsageException(
          "This machine has no font for the labels; on Debian, install fontconfig and fonts-dejavu-core.");
    }
  }
}
