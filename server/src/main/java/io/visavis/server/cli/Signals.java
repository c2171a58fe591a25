package io.visavis.server.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to end. The JVM by itself takes notice of the first one only: a
 * second SIGTERM, or a second Ctrl-C, would be lost while shutdown hooks run. There is no other way
 * to hear of it than {@code sun.misc.Signal}; it is called by reflection, as the compiler refuses
 * its name.
 */
final class Signals {
  private static final Map<String, Integer> ENDING =
      new TreeMap<>(Map.of("HUP", 1, "INT", 2, "TERM", 15));

  private Signals() {}

  /**
   * Has {@code told} know the number of each signal that asks to end, every time, on a thread of
   * its own. Where this is not to be had (another JVM, {@code -Xrs}), the JVM's own way stays.
   */
  static void onEnd(IntConsumer told) {
    ENDING.forEach(
        (name, number) -> {
          try {
            handle(name, () -> told.accept(number));
          } catch (ReflectiveOperationException e) {
            // The JVM runs its shutdown hooks at the first one.
          }
        });
  }

  private static void handle(String name, Runnable told) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler calls =
        (proxy, method, args) -> {
          if (method.getName().equals("handle")) {
            told.run();
            return null;
          }
          return method.invoke(name, args); // equals, hashCode and toString as the name
        };
    Object proxy =
        Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, calls);
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
  }
}
