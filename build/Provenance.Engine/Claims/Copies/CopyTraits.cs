using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
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

    // Automata take long to build, and most commits need neither.
    private static readonly Lazy<Regex> CherryPick = new(() => new(
        @"\A\(cherry picked from commit (?<id>[0-9a-f]{40}|[0-9a-f]{64})\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));

    // A branch's name has a number or a slash; `[Automated]` is none.
    private static readonly Lazy<Regex> BackportSubject = new(() => new(
        @"\A\[[^\]]*[0-9/][^\]]*\] *(?<title>.+?) *\(#[0-9]{1,9}\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));

    public static CopyTraits Of(CommitObject commit, CommitClaims claims)
    {
        var subject = SubjectOf(commit.Message);
        ulong? backport = claims.AuthorClass == AuthorClass.Automation && subject.StartsWith('[') && BackportSubject.Value.Match(subject) is { Success: true } match
            ? Hash(WithoutPullRequest(match.Groups["title"].Value))
            : null;
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
            var line = lines[i];
            if (line.Length <= Limits.Line
                && CherryPick.Value.Match(line.Trim()) is { Success: true } match
                && ObjectId.TryParse(match.Groups["id"].ValueSpan, out var id)
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
        for (var numbers = 0; numbers < 4 && rest.EndsWith(")"); numbers++)
        {
            var open = rest.LastIndexOf("(#");
            var digits = open < 0 ? [] : rest[(open + 2)..^1];
            if (digits.Length is 0 or > 9 || digits.ContainsAnyExceptInRange('0', '9'))
            {
                break;
            }

            rest = rest[..open].TrimEnd(' ');
        }

        return rest.Length == subject.Length ? subject : rest.ToString();
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
