package io.patchbay.connection;

/**
 * The name that a client gave to one of its calls, so that it can send it again without
 * doing it twice.
 *
 * @param client the client: the same name from another one is another key
 * @param value the name
 */
public record IdempotencyKey(String client, String value) {

}
