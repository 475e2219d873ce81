package io.patchbay.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

/**
 * Writes a {@link Cursor} as an opaque word for URLs, and reads it again. A seal detects
 * changes; it is a matter of integrity, not of secrecy, since a cursor grants nothing.
 */
@Component
class CursorCodec {

	private static final int VERSION = 1;

	private static final int SEAL_BYTES = 8;

	private static final String ALGORITHM = "HmacSHA256";

	/** The same on all replicas and after a restart, so that cursors outlive both. */
	private static final SecretKeySpec KEY = new SecretKeySpec(
			"patchbay cursor, version 1".getBytes(StandardCharsets.UTF_8), ALGORITHM);

	String write(Cursor cursor) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			out.writeByte(VERSION);
			out.writeLong(cursor.question());
			for (Map.Entry<BackendId, Cursor.Place> entry : cursor.places().entrySet()) {
				out.writeUTF(entry.getKey().value());
				write(entry.getValue(), out);
			}
			bytes.write(seal(bytes.toByteArray()));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException("memory does not fail to be written", ex);
		}
	}

	Cursor read(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			byte[] content = Arrays.copyOf(bytes, bytes.length - SEAL_BYTES);
			byte[] seal = Arrays.copyOfRange(bytes, content.length, bytes.length);
			// Re-encoding catches what decoders forgive, such as stray bits at the end.
			if (!MessageDigest.isEqual(seal, seal(content))
					|| !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
				throw invalid();
			}
			DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
			if (in.readByte() != VERSION) {
				throw invalid();
			}
			long question = in.readLong();
			Map<BackendId, Cursor.Place> places = new HashMap<>();
			while (in.available() > 0) {
				places.put(new BackendId(in.readUTF()), readPlace(in));
			}
			return new Cursor(question, places);
		}
		catch (IOException | IllegalArgumentException | NegativeArraySizeException
				| ArrayIndexOutOfBoundsException ex) {
			throw invalid();
		}
	}

	private static void write(Cursor.Place place, DataOutputStream out) throws IOException {
		out.writeBoolean(place.done());
		if (place.done()) {
			return;
		}
		out.writeUTF((place.at() != null) ? place.at() : "");
		out.writeByte(place.seen().marks().length);
		for (long mark : place.seen().marks()) {
			out.writeByte((int) (mark >>> 32));
			out.writeInt((int) mark);
		}
	}

	private static Cursor.Place readPlace(DataInputStream in) throws IOException {
		if (in.readBoolean()) {
			return Cursor.Place.END;
		}
		String at = in.readUTF();
		long[] marks = new long[in.readUnsignedByte()];
		for (int i = 0; i < marks.length; i++) {
			marks[i] = ((long) in.readUnsignedByte() << 32) | (in.readInt() & 0xffff_ffffL);
		}
		return new Cursor.Place(false, at.isEmpty() ? null : at, new Seen(marks));
	}

	private static byte[] seal(byte[] content) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(KEY);
			return Arrays.copyOf(mac.doFinal(content), SEAL_BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + ALGORITHM, ex);
		}
	}

	private static GatewayException invalid() {
		return new GatewayException.Invalid(ErrorCode.INVALID_CURSOR,
				"The cursor is not one that this API gave out. Start again without one.");
	}

}
