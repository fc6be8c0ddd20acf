using System.Security.Cryptography;

namespace Provenance.Engine.Claims.Signatures;

/// <summary>What became of checking a commit's signature. Only <see cref="Verified"/> raises a tier; everything else leaves it where it was, without error.</summary>
public enum SealStatus : byte
{
    /// <summary>No signature.</summary>
    None,

    /// <summary>Made by a pinned key of a platform, on a day on which it was in use.</summary>
    Verified,

    /// <summary>Names a pinned key and does not verify, or not on such a day.</summary>
    Bad,

    /// <summary>Made by a key that is not pinned: nothing is known of it.</summary>
    UnknownKey,

    /// <summary>SSH, X.509, or an OpenPGP signature that is no RSA signature of version 4: not checked.</summary>
    Unsupported,
}

/// <summary>The signature of a commit as checked in process against keys of the registry. git is never asked, since it would run a program that the repository's configuration names.</summary>
/// <param name="Key">Id of the pinned key, or null.</param>
public readonly record struct CommitSeal(SealStatus Status, string? Key)
{
    private const int SecondsPerDay = 86_400;

    /// <param name="content">The raw content of a commit object.</param>
    public static CommitSeal Check(ReadOnlySpan<byte> content, Registry registry)
    {
        var commit = SignedCommit.Read(content);
        if (commit.Format == SignatureFormat.None)
        {
            return default;
        }

        if (commit.Format != SignatureFormat.OpenPgp || OpenPgpSignature.TryRead(commit.Signature) is not { } signature)
        {
            return new CommitSeal(SealStatus.Unsupported, null);
        }

        foreach (var key in registry.PlatformKeys)
        {
            if (key.KeyId == signature.KeyId)
            {
                return new CommitSeal(IsGood(commit, signature, key) ? SealStatus.Verified : SealStatus.Bad, key.Id);
            }
        }

        return new CommitSeal(SealStatus.UnknownKey, null);
    }

    private static bool IsGood(SignedCommit commit, OpenPgpSignature signature, PlatformKey key)
    {
        var day = signature.Seconds / SecondsPerDay;
        if (day < key.FirstDay || day > key.LastDay)
        {
            return false;
        }

        return key.HasSigned(commit.Payload, signature);
    }
}
