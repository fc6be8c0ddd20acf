using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Provenance.Engine.Claims.Signatures;

/// <summary>A detached RSA signature of version 4 over binary data (RFC 9580, sections 5.2 and 6); nothing else is read.</summary>
/// <param name="KeyId">The last eight bytes of the fingerprint of the key that is said to have signed.</param>
/// <param name="Seconds">When it says that it was made, since 1970-01-01 UTC; part of what was signed.</param>
internal sealed record OpenPgpSignature(ulong KeyId, long Seconds, HashAlgorithmName Hash, byte[] Signed, byte[] Value)
{
    private const int MaxBytes = 16 * 1024;
    private const byte SignatureTag = 2;
    private const byte BinaryDocument = 0;
    private const byte Rsa = 1;

    /// <summary>Null when the armour is damaged or holds another kind of signature.</summary>
    public static OpenPgpSignature? TryRead(ReadOnlySpan<byte> armour) =>
        Unwrap(armour) is { } bytes && PacketReader.TryRead(bytes, out var tag, out var body) && tag == SignatureTag ? ReadBody(body) : null;

    /// <summary>True when the key made this signature over the payload.</summary>
    public bool IsValid(ReadOnlySpan<byte> payload, RSA key)
    {
        using var hash = IncrementalHash.CreateHash(Hash);
        hash.AppendData(payload);
        hash.AppendData(Signed);
        Span<byte> trailer = stackalloc byte[6];
        trailer[0] = 4;
        trailer[1] = 0xFF;
        BinaryPrimitives.WriteInt32BigEndian(trailer[2..], Signed.Length);
        hash.AppendData(trailer);

        // A number of the protocol has no leading zeros; a signature has the length of the modulus.
        var length = key.KeySize / 8;
        if (Value.Length > length)
        {
            return false;
        }

        var value = new byte[length];
        Value.CopyTo(value.AsSpan(length - Value.Length));
        return key.VerifyHash(hash.GetHashAndReset(), value, Hash, RSASignaturePadding.Pkcs1);
    }

    private static OpenPgpSignature? ReadBody(ReadOnlySpan<byte> body)
    {
        if (body.Length < 6 || body[0] != 4 || body[1] != BinaryDocument || body[2] != Rsa || HashOf(body[3]) is not { } hash)
        {
            return null;
        }

        var hashedLength = BinaryPrimitives.ReadUInt16BigEndian(body[4..]);
        if (body.Length < 6 + hashedLength + 2)
        {
            return null;
        }

        var signed = body[..(6 + hashedLength)];
        var rest = body[signed.Length..];
        var unhashedLength = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 + unhashedLength + 2)
        {
            return null;
        }

        var subpackets = new Subpackets();
        if (!subpackets.TryRead(signed[6..], isSigned: true) || !subpackets.TryRead(rest.Slice(2, unhashedLength), isSigned: false)
            || subpackets is not { KeyId: { } keyId, Seconds: { } seconds }
            || !PacketReader.TryReadNumber(rest[(2 + unhashedLength + 2)..], out var value, out _))
        {
            return null;
        }

        return new OpenPgpSignature(keyId, seconds, hash, signed.ToArray(), value.ToArray());
    }

    private static HashAlgorithmName? HashOf(byte id) => id switch
    {
        8 => HashAlgorithmName.SHA256,
        9 => HashAlgorithmName.SHA384,
        10 => HashAlgorithmName.SHA512,
        _ => null,
    };

    // Between the armour's lines: headers, an empty line, base64, a checksum that says nothing a signature does not say better.
    private static byte[]? Unwrap(ReadOnlySpan<byte> armour)
    {
        if (armour.Length > MaxBytes)
        {
            return null;
        }

        var base64 = new StringBuilder();
        var isBody = false;
        foreach (var raw in Encoding.ASCII.GetString(armour).Split('\n').Skip(1))
        {
            var line = raw.TrimEnd();
            if (line.StartsWith("-----", StringComparison.Ordinal) || (isBody && line.StartsWith('=')))
            {
                break;
            }

            if (isBody)
            {
                base64.Append(line);
            }

            isBody |= line.Length == 0;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.ToString(), bytes, out var written) && written > 0 ? bytes[..written] : null;
    }

    private sealed class Subpackets
    {
        private const byte CreationTime = 2;
        private const byte Issuer = 16;
        private const byte IssuerFingerprint = 33;

        public ulong? KeyId { get; private set; }

        public long? Seconds { get; private set; }

        public bool TryRead(ReadOnlySpan<byte> area, bool isSigned)
        {
            while (!area.IsEmpty)
            {
                if (!PacketReader.TryReadLength(area, out var length, out var start) || length < 1 || area.Length < start + length)
                {
                    return false;
                }

                var body = area.Slice(start + 1, length - 1);
                switch (area[start] & 0x7F)
                {
                    case CreationTime when isSigned && body.Length == 4:
                        Seconds = BinaryPrimitives.ReadUInt32BigEndian(body);
                        break;
                    case Issuer when body.Length == 8:
                        KeyId ??= BinaryPrimitives.ReadUInt64BigEndian(body);
                        break;
                    case IssuerFingerprint when body.Length == 21 && body[0] == 4:
                        KeyId = BinaryPrimitives.ReadUInt64BigEndian(body[13..]);
                        break;
                }

                area = area[(start + length)..];
            }

            return true;
        }
    }
}
