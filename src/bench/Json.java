import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes JSON.
 */
final class Json {

	private Json() {
	}

	/**
	 * Writes a value.
	 * @param value a tree of maps, lists, texts, numbers and booleans
	 * @param indent what each line of it begins with
	 * @return the text
	 */
	static String write(Object value, String indent) {
		String deeper = indent + "  ";
		return switch (value) {
			case null -> "null";
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.map((entry) -> deeper + quote(entry.getKey()) + ": " + write(entry.getValue(), deeper))
				.collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
			case Collection<?> list -> list.stream()
				.map((item) -> deeper + write(item, deeper))
				.collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
			case Double number -> Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null";
			case Number number -> number.toString();
			case Boolean truth -> truth.toString();
			default -> quote(value);
		};
	}

	private static String quote(Object text) {
		return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
	}

}
