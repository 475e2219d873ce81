package io.patchbay.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The backends that exist for a caller, always all of them.
 *
 * @param items the items
 */
@Schema(name = "BackendList")
record BackendListResponse(List<BackendResponse> items) {

}
