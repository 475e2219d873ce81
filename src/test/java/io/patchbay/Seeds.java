package io.patchbay;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries a property with many random inputs. A failure tells the seed of its input, which
 * {@code -Dproperty.seed} tries again, alone.
 */
public final class Seeds {

	private static final int TRIES = 500;

	private Seeds() {
	}

	/**
	 * Tries a property.
	 * @param property asserts it of an input that it makes of the random numbers
	 */
	public static void check(Consumer<Random> property) {
		Long chosen = Long.getLong("property.seed");
		long first = (chosen != null) ? chosen : new Random().nextInt(1_000_000_000);
		for (long seed = first; seed < first + ((chosen != null) ? 1 : TRIES); seed++) {
			try {
				property.accept(new Random(seed * 0x9E3779B97F4A7C15L));
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("it fails with -Dproperty.seed=" + seed, ex);
			}
		}
	}

	/**
	 * Makes a text of all kinds of characters, pairs of surrogates and separators among
	 * them.
	 * @param random the random numbers
	 * @param most its greatest length in characters of Unicode
	 * @return the text, which may be empty
	 */
	public static String text(Random random, int most) {
		String special = "~/\\%?#&;:@.,+ \"'{}[]<>*=_-\u0000\n\r\t\u007f\u0085\u2028\u202e\ufeff";
		StringBuilder text = new StringBuilder();
		for (int left = random.nextInt(most + 1); left > 0; left--) {
			switch (random.nextInt(4)) {
				case 0 -> text.append(special.charAt(random.nextInt(special.length())));
				case 1 -> text.appendCodePoint(0x1F300 + random.nextInt(0x200));
				case 2 -> text.append((char) (0xA1 + random.nextInt(0x500)));
				default -> text.append((char) ('!' + random.nextInt(94)));
			}
		}
		return text.toString();
	}

}
