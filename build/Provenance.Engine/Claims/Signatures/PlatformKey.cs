using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Provenance.Engine.Claims.Signatures;

/// <summary>A key with which a hosting platform signs the commits that it makes itself; pinned in the registry, never fetched.</summary>
/// <param name="Id">Of the registry.</param>
/// <param name="Fingerprint">Of an OpenPGP key of version 4: 40 lower-case hexadecimal digits.</param>
/// <param name="FirstDay">First and last day on which signatures count, days since 1970-01-01 UTC, both inclusive.</param>
/// <param name="LastDay">See <paramref name="FirstDay"/>.</param>
public sealed record PlatformKey(string Id, string Fingerprint, int FirstDay, int LastDay)
{
    private const byte Rsa = 1;
    private const int MinBits = 2048;

    // Opened once and not for each signature; used by one thread at a time, as no more is promised of it.
    private readonly object _gate = new();
    private RSA? _opened;

    internal ulong KeyId { get; private init; }

    internal byte[] Modulus { get; private init; } = [];

    internal byte[] Exponent { get; private init; } = [];

    /// <summary>The key of a public-key packet's body (RFC 9580, section 5.5.2), or null when it is no RSA key of version 4 and at least 2,048 bits with this fingerprint.</summary>
    internal static PlatformKey? TryRead(string id, string fingerprint, string base64, int firstDay, int lastDay)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < 6 || bytes[0] != 4 || bytes[5] != Rsa)
        {
            return null;
        }

        var body = bytes.AsSpan(0, length);
        if (!string.Equals(FingerprintOf(body), fingerprint, StringComparison.Ordinal)
            || !PacketReader.TryReadNumber(body[6..], out var modulus, out var rest)
            || !PacketReader.TryReadNumber(rest, out var exponent, out rest)
            || !rest.IsEmpty
            || modulus.Length < MinBits / 8)
        {
            return null;
        }

        return new PlatformKey(id, fingerprint, firstDay, lastDay)
        {
            KeyId = BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(fingerprint).AsSpan(12)),
            Modulus = modulus.ToArray(),
            Exponent = exponent.ToArray(),
        };
    }

    /// <summary>True when this key made the signature over the payload. Safe for concurrent use.</summary>
    internal bool HasSigned(ReadOnlySpan<byte> payload, OpenPgpSignature signature)
    {
        lock (_gate)
        {
            return signature.IsValid(payload, _opened ??= RSA.Create(new RSAParameters { Modulus = Modulus, Exponent = Exponent }));
        }
    }

    // Version 4 defines it so; it guards the registry against a slip of the hand, not against an attack.
#pragma warning disable CA5350
    private static string FingerprintOf(ReadOnlySpan<byte> body)
    {
        var packet = new byte[3 + body.Length];
        packet[0] = 0x99;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(1), (ushort)body.Length);
        body.CopyTo(packet.AsSpan(3));
        return Convert.ToHexString(SHA1.HashData(packet)).ToLowerInvariant();
    }
#pragma warning restore CA5350
}
