package io.patchbay.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops reading a body that is larger than the gateway takes, whether it says its length
 * or not. Only what is read counts: a call that ends before, for the want of a scope
 * perhaps, ends as it would with a small body.
 */
@Component
class RequestBodyFilter extends OncePerRequestFilter {

	private final long most;

	RequestBodyFilter(@Value("${patchbay.max-request-size:1MB}") DataSize most) {
		this.most = most.toBytes();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return isWithoutBody(request) || !ApiPath.isOf(request);
	}

	private static boolean isWithoutBody(HttpServletRequest request) {
		return "GET".equals(request.getMethod()) && request.getContentLengthLong() <= 0
				&& request.getHeader("Transfer-Encoding") == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new Limited(request, this.most), response);
	}

	// Not an IOException, which would be told as a body that cannot be read.
	private static ErrorResponseException tooLarge() {
		return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
	}

	private static final class Limited extends HttpServletRequestWrapper {

		private final long most;

		private Limited(HttpServletRequest request, long most) {
			super(request);
			this.most = most;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			if (getContentLengthLong() > this.most) {
				throw tooLarge();
			}
			return new LimitedStream(super.getInputStream(), this.most);
		}

	}

	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream source;

		private long left;

		private LimitedStream(ServletInputStream source, long most) {
			this.source = source;
			this.left = most;
		}

		@Override
		public int read() throws IOException {
			int value = this.source.read();
			count((value >= 0) ? 1 : 0);
			return value;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = this.source.read(buffer, offset, length);
			count(Math.max(count, 0));
			return count;
		}

		private void count(int bytes) {
			this.left -= bytes;
			if (this.left < 0) {
				throw tooLarge();
			}
		}

		@Override
		public boolean isFinished() {
			return this.source.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.source.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.source.setReadListener(listener);
		}

	}

}
