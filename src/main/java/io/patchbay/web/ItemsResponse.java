package io.patchbay.web;

import java.util.List;

/**
 * A list that is always whole.
 *
 * @param <R> what is listed
 * @param items the items
 */
record ItemsResponse<R>(List<R> items) {

}
