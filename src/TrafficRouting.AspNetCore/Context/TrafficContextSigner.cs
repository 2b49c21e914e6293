using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>
/// Signs values of baggage, so that only who was given one can use it, and only until it expires: <c>value.expiry.signature</c>, with the expiry in
/// seconds since 1970 and the signature an HMAC-SHA256 of name, value and expiry. Safe for concurrent use.
/// </summary>
public sealed class TrafficContextSigner
{
    private const int LeastKeyBytes = 32;

    private readonly byte[][] _keys;
    private readonly TimeProvider _time;

    /// <summary>Initializes a signer.</summary>
    /// <param name="keys">The keys, each of 32 bytes or more: the first one signs, and all are read by.</param>
    /// <param name="timeProvider">The clock of expiries; the system's by default.</param>
    /// <exception cref="ArgumentException">There is no key, or one is too short.</exception>
    public TrafficContextSigner(IEnumerable<byte[]> keys, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = [.. keys.Select(key => (byte[])key.Clone())];
        if (_keys.Length == 0 || Array.Exists(_keys, key => key.Length < LeastKeyBytes))
            throw new ArgumentException("Give one key or more, each of 32 random bytes or more.", nameof(keys));
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Signs a value.</summary>
    /// <param name="name">The name of the item.</param>
    /// <param name="value">The value.</param>
    /// <param name="lifetime">How long it holds, above zero.</param>
    /// <returns>The value with its expiry and signature, to be sent in place of the value.</returns>
    /// <exception cref="ArgumentException">The name is none that baggage can have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not above zero, or ends after the year 9999.</exception>
    public string Sign(string name, string value, TimeSpan lifetime)
    {
        BaggageText.ThrowIfNoName(name);
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var expiring = string.Create(CultureInfo.InvariantCulture, $"{value}.{(_time.GetUtcNow() + lifetime).ToUnixTimeSeconds()}");
        return $"{expiring}.{Base64Url.EncodeToString(Signature(_keys[0], name, expiring))}";
    }

    /// <summary>Reads a signed value.</summary>
    /// <param name="name">The name of the item.</param>
    /// <param name="signedValue">What came in place of the value.</param>
    /// <param name="value">The value, or null.</param>
    /// <returns><see langword="true"/> when one of the keys has signed it for this name and it has not expired.</returns>
    public bool TryRead(string name, string signedValue, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(signedValue);
        value = null;
        var signatureAt = signedValue.LastIndexOf('.');
        var expiryAt = signatureAt <= 0 ? -1 : signedValue.LastIndexOf('.', signatureAt - 1);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (expiryAt <= 0 || signedValue.Length - signatureAt - 1 != Base64Url.GetEncodedLength(given.Length)
            || Base64Url.DecodeFromChars(signedValue.AsSpan(signatureAt + 1), given, out _, out var length) != OperationStatus.Done || length != given.Length)
            return false;

        // All keys, so that time tells nothing of which one it was.
        var isSigned = false;
        foreach (var key in _keys)
            isSigned |= CryptographicOperations.FixedTimeEquals(given, Signature(key, name, signedValue[..signatureAt]));
        if (!isSigned || !long.TryParse(signedValue.AsSpan(expiryAt + 1, signatureAt - expiryAt - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var expiry)
            || _time.GetUtcNow().ToUnixTimeSeconds() >= expiry)
            return false;

        value = signedValue[..expiryAt];
        return true;
    }

    // No name has an equals sign in it.
    private static byte[] Signature(byte[] key, string name, string expiring) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}={expiring}"));
}
