package io.patchbay.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Everything that can go wrong.
 *
 * @param items the kinds of problems
 */
@Schema(name = "ProblemTypeList")
record ProblemTypeListResponse(List<ProblemTypeResponse> items) {

}
