import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One caller with one connection at a time. It measures no load, but single answers.
 */
final class Caller implements AutoCloseable {

	private final int port;

	private Socket socket;

	private InputStream in;

	Caller(int port) throws IOException {
		this.port = port;
		open();
	}

	private void open() throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		this.socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Asks and waits for the answer.
	 * @param path what to ask for
	 * @return the answer
	 * @throws IOException when there is none
	 */
	Answer get(String path) throws IOException {
		String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n" + Gateway.KEY
				+ "\r\n\r\n";
		long start = System.nanoTime();
		this.socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
		Wire answer = Wire.read(this.in).orElseThrow(() -> new EOFException("hung up instead of answering"));
		double millis = (System.nanoTime() - start) / 1e6;
		if (answer.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
			// Some servers end a connection after a number of requests.
			close();
			open();
		}
		return new Answer(Integer.parseInt(answer.first().split(" ")[1]), answer, millis);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param message all of it
	 * @param millis how long it took
	 */
	record Answer(int status, Wire message, double millis) {

		Answer ok() throws IOException {
			if (this.status != 200) {
				throw new IOException("answered " + this.message);
			}
			return this;
		}

	}

}
