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

  BufferedImage paint(Sheet sheet) {
    int columns = Math.min(sheet.columns(), sheet.cells().size());
    int rows = (sheet.cells().size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(columns * cell, rows * (cell + LABEL), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < sheet.cells().size(); i++) {
      Sheet.Cell shown = sheet.cells().get(i);
      int x = i % columns * cell;
      int y = i / columns * (cell + LABEL);
      View view =
          View.orbit(
              avatar.camera(),
              cell,
              cell,
              Math.toRadians(shown.yaw()),
              Math.toRadians(shown.pitch()),
              zoom);
      MotionSet motion = MotionSet.parse(shown.motion(), avatar);
      g.drawImage(studio.take(motion, Mood.NEUTRAL, still, view), x, y, null);
      label(g, shown.label(), x, y + cell);
    }
    g.dispose();
    return image;
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
