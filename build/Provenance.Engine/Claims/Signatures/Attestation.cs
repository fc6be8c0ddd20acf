using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Claims.Signatures;

/// <summary>What became of checking an attestation. Only <see cref="Verified"/> raises a tier.</summary>
public enum AttestationStatus : byte
{
    Verified,

    /// <summary>No DSSE envelope with an in-toto statement in it.</summary>
    Unreadable,

    /// <summary>The statement names other commits.</summary>
    OtherCommit,

    /// <summary>No key that the policy trusts made a signature of it that can be checked in process: keys of elliptic curves (NIST) and RSA can, Ed25519 cannot.</summary>
    NotVerified,
}

/// <summary>A signed statement about a commit: a DSSE envelope with an in-toto statement whose subject is the commit, checked against the keys that the policy trusts.</summary>
/// <param name="Agents">Ids of the agents for which a key that made a signature is trusted, ordinal order; empty unless verified.</param>
/// <remarks>DSSE protocol 1.0; in-toto Statement v0.1 and v1, digest <c>gitCommit</c>. No network, no program.</remarks>
public sealed record Attestation(AttestationStatus Status, ImmutableArray<string> Agents)
{
    private const string StatementPayload = "application/vnd.in-toto+json";
    private const int MaxBytes = 1 << 20;
    private const int MaxSignatures = 16;

    /// <param name="envelope">The envelope's JSON.</param>
    /// <param name="trust">The policy's <c>trust</c>.</param>
    public static Attestation Check(ReadOnlySpan<byte> envelope, ObjectId commit, ImmutableArray<TrustedKey> trust)
    {
        if (envelope.Length > MaxBytes || Read(Encoding.UTF8.GetString(envelope)) is not { } read)
        {
            return new Attestation(AttestationStatus.Unreadable, []);
        }

        if (!read.Commits.Contains(commit.ToString(), StringComparer.Ordinal))
        {
            return new Attestation(AttestationStatus.OtherCommit, []);
        }

        var signed = PreAuthentication(read.PayloadType, read.Payload);
        ImmutableArray<string> agents =
        [
            .. trust.Where(key => read.Signatures.Exists(signature => Verifies(key.Key, signed, signature)))
                .Select(key => key.Agent)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return new Attestation(agents.IsEmpty ? AttestationStatus.NotVerified : AttestationStatus.Verified, agents);
    }

    /// <summary>The commits that a statement names, whether or not it can be verified.</summary>
    public static ImmutableArray<ObjectId> Subjects(ReadOnlySpan<byte> envelope) => envelope.Length <= MaxBytes && Read(Encoding.UTF8.GetString(envelope)) is { } read
        ? [.. read.Commits.Where(name => ObjectId.TryParse(name.AsSpan(), out _)).Select(ObjectId.Parse).Distinct()]
        : [];

    private static Envelope? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Limits.JsonDepth });
            var root = document.RootElement;
            var payload = root.GetProperty("payload").GetBytesFromBase64();
            var signatures = root.GetProperty("signatures").EnumerateArray().Take(MaxSignatures).Select(one => one.GetProperty("sig").GetBytesFromBase64()).ToList();
            return root.GetProperty("payloadType").GetString() is StatementPayload
                ? new Envelope(StatementPayload, payload, signatures, CommitsOf(Encoding.UTF8.GetString(payload)))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Whatever is missing or of another type: it is no envelope.
            return null;
        }
    }

    private static List<string> CommitsOf(string statement)
    {
        using var document = JsonDocument.Parse(statement, new JsonDocumentOptions { MaxDepth = Limits.JsonDepth });
        var root = document.RootElement;
        return root.GetProperty("_type").GetString() is "https://in-toto.io/Statement/v1" or "https://in-toto.io/Statement/v0.1"
            ?
            [
                .. root.GetProperty("subject").EnumerateArray()
                    .Where(subject => subject.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.Object && digest.TryGetProperty("gitCommit", out _))
                    .Select(subject => subject.GetProperty("digest").GetProperty("gitCommit").GetString() ?? ""),
            ]
            : [];
    }

    // "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload
    private static byte[] PreAuthentication(string payloadType, byte[] payload)
    {
        var bytes = new ArrayBufferWriter<byte>(payload.Length + 64);
        bytes.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"DSSEv1 {payloadType.Length} {payloadType} {payload.Length} ")));
        bytes.Write(payload);
        return bytes.WrittenSpan.ToArray();
    }

    private static bool Verifies(string key, byte[] signed, byte[] signature)
    {
        if (KeyBytes(key) is not { } bytes)
        {
            return false;
        }

        try
        {
            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(bytes, out _);
            return curve.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                || curve.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // No key of a curve that this platform knows; it may be an RSA key.
        }

        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(bytes, out _);
            return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                || rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // No RSA key either: what cannot be checked in process stays unverified.
            return false;
        }
    }

    // PEM, or the base64 inside it.
    private static byte[]? KeyBytes(string key)
    {
        var text = PemEncoding.TryFind(key, out var fields) ? key[fields.Base64Data] : key;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private sealed record Envelope(string PayloadType, byte[] Payload, List<byte[]> Signatures, List<string> Commits);
}
