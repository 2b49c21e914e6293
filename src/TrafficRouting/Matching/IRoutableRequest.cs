namespace TrafficRouting;

/// <summary>
/// What routing reads of a request. Implemented by a struct so that reading is inlined and allocates nothing;
/// no member may throw, whatever the request holds.
/// </summary>
public interface IRoutableRequest
{
    /// <summary>Gets the method as it is sent, such as <c>GET</c>; compared case-sensitively.</summary>
    ReadOnlySpan<char> Method { get; }

    /// <summary>Gets the scheme of the URI, lower-case.</summary>
    ReadOnlySpan<char> Scheme { get; }

    /// <summary>Gets the host called, without port and final dot, an IPv6 address without brackets in its shortest form; compared case-insensitively.</summary>
    ReadOnlySpan<char> Host { get; }

    /// <summary>Gets the port called.</summary>
    int Port { get; }

    /// <summary>Gets the escaped path, beginning with a slash, without query and fragment.</summary>
    ReadOnlySpan<char> Path { get; }

    /// <summary>Gets the escaped query without its question mark; empty when there is none.</summary>
    ReadOnlySpan<char> Query { get; }

    /// <summary>Gets the message that this is a view of, such as an <c>HttpRequestMessage</c>, for conditions in code; null when there is none.</summary>
    object? Message { get; }

    /// <summary>Reads a header as the one line that is sent: several values are joined with ", ", those of Cookie with "; ", those of User-Agent with a space.</summary>
    /// <param name="name">The case-insensitive name.</param>
    /// <param name="value">The value, empty when the header is empty or missing.</param>
    /// <returns><see langword="true"/> when the header is present.</returns>
    bool TryGetHeader(string name, out ReadOnlySpan<char> value);

    /// <summary>Reads a string that the application attached to the request.</summary>
    /// <param name="key">The key, compared ordinally.</param>
    /// <param name="value">The value, empty when missing.</param>
    /// <returns><see langword="true"/> when the key is present and holds a string.</returns>
    bool TryGetProperty(string key, out ReadOnlySpan<char> value);

    /// <summary>Reads an item of the baggage that the request leaves with, decoded.</summary>
    /// <param name="name">The name, compared ordinally.</param>
    /// <param name="value">The value, empty when missing.</param>
    /// <returns><see langword="true"/> when the item is present.</returns>
    bool TryGetBaggage(string name, out ReadOnlySpan<char> value);
}
