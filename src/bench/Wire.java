import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The little of HTTP/1.1 that both ends of a loopback connection need.
 *
 * @param first the first line
 * @param headers the lines after it
 * @param body the body
 */
record Wire(String first, List<String> headers, String body) {

	/**
	 * Reads a request or an answer.
	 * @param in where from
	 * @return what came, nothing when the other side has hung up
	 * @throws IOException when it breaks off
	 */
	static Optional<Wire> read(InputStream in) throws IOException {
		String first = line(in);
		if (first == null) {
			return Optional.empty();
		}
		List<String> headers = new ArrayList<>();
		String line = rest(in);
		while (!line.isEmpty()) {
			headers.add(line);
			line = rest(in);
		}
		Wire head = new Wire(first, headers, "");
		boolean chunked = head.header("transfer-encoding").filter("chunked"::equals).isPresent();
		String body = chunked ? chunks(in) : text(in, head.header("content-length").map(Integer::parseInt).orElse(0));
		return Optional.of(new Wire(first, headers, body));
	}

	Optional<String> header(String name) {
		String start = name + ":";
		return this.headers.stream()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(start))
			.map((line) -> line.substring(start.length()).trim())
			.findFirst();
	}

	private static String chunks(InputStream in) throws IOException {
		StringBuilder body = new StringBuilder();
		int size = Integer.parseInt(rest(in), 16);
		while (size > 0) {
			body.append(text(in, size));
			rest(in);
			size = Integer.parseInt(rest(in), 16);
		}
		rest(in);
		return body.toString();
	}

	// All that is sent here is ASCII, so that no character lies across two chunks.
	private static String text(InputStream in, int size) throws IOException {
		byte[] bytes = in.readNBytes(size);
		if (bytes.length < size) {
			throw new EOFException("hung up in the middle of a body");
		}
		return new String(bytes, StandardCharsets.US_ASCII);
	}

	private static String rest(InputStream in) throws IOException {
		String line = line(in);
		if (line == null) {
			throw new EOFException("hung up in the middle of a message");
		}
		return line;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		int next = in.read();
		if (next < 0) {
			return null;
		}
		while (next != '\n') {
			if (next < 0) {
				throw new EOFException("hung up in the middle of a line");
			}
			if (next != '\r') {
				line.append((char) next);
			}
			next = in.read();
		}
		return line.toString();
	}

}
