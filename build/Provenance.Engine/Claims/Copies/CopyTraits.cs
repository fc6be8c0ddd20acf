using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Copies;

/// <summary>What of a commit says that it repeats another, or lets another be known as its copy. Titles are hashes: a cache may hold them.</summary>
/// <param name="Title">Of the subject without <c>(#n)</c>.</param>
/// <param name="BackportOf">The title of the commit that automation brought to this branch, or null.</param>
/// <param name="Picked">Ids out of <c>(cherry picked from commit …)</c>, the last line first: it was written by the pick that made this commit.</param>
/// <param name="AuthorSeconds">Author date, which picks and rebases keep.</param>
public sealed record CopyTraits(ObjectId Commit, ulong Title, ulong? BackportOf, ImmutableArray<ObjectId> Picked, long AuthorSeconds)
{
    private const string PickedLine = "(cherry picked from commit ";

    public static CopyTraits Of(CommitObject commit, CommitClaims claims)
    {
        var subject = SubjectOf(commit.Message);
        ulong? backport = claims.AuthorClass == AuthorClass.Automation && BackportTitle(subject) is { } title ? Hash(WithoutPullRequest(title)) : null;
        return new CopyTraits(commit.Id, Hash(WithoutPullRequest(subject)), backport, PickedBy(commit, claims), commit.Author.UnixSeconds);
    }

    // A squash of several picks repeats no single commit.
    private static ImmutableArray<ObjectId> PickedBy(CommitObject commit, CommitClaims claims)
    {
        if (claims.Shape == MessageShape.Sections || !commit.Message.Contains(PickedLine, StringComparison.Ordinal))
        {
            return [];
        }

        var picked = ImmutableArray.CreateBuilder<ObjectId>();
        var lines = (commit.Message.Length <= Limits.Message ? commit.Message : commit.Message[..Limits.Message]).Split('\n');
        for (var i = lines.Length - 1; i >= 0 && picked.Count < Limits.Picks; i--)
        {
            var line = lines[i].AsSpan();
            if (line.Length <= Limits.Line
                && line.Trim() is var text && text.StartsWith(PickedLine) && text.EndsWith(")")
                && ObjectId.TryParse(text[PickedLine.Length..^1], out var id)
                && id != commit.Id)
            {
                picked.Add(id);
            }
        }

        return picked.ToImmutable();
    }

    // "(#1)" at the end with the blanks before it, four times at most: a backport that kept the title of what it brings has two numbers.
    internal static string WithoutPullRequest(string subject)
    {
        var rest = subject.AsSpan();
        for (var numbers = 0; numbers < 4 && PullRequestNumber.TryCut(ref rest, out _); numbers++)
        {
        }

        return rest.Length == subject.Length ? subject : rest.ToString();
    }

    // `[release/9.1] Title (#12)`: a branch's name has a digit or a slash, `[Automated]` is none.
    internal static string? BackportTitle(ReadOnlySpan<char> subject)
    {
        var close = subject.StartsWith("[") ? subject.IndexOf(']') : -1;
        if (close < 0 || subject[..close].IndexOfAny("/0123456789") < 0)
        {
            return null;
        }

        var title = subject[(close + 1)..];
        return PullRequestNumber.TryCut(ref title, out _) && title.TrimStart(' ') is { IsEmpty: false } text ? text.ToString() : null;
    }

    private static ulong Hash(string title) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(title)));

    private static string SubjectOf(string message)
    {
        var text = message.AsSpan().TrimStart("\n\r \t");
        var end = text.IndexOf('\n');
        text = (end < 0 ? text : text[..end]).TrimEnd();
        return text.Length <= Limits.Line ? text.ToString() : "";
    }
}
