using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Notes;

/// <summary>Reads git-ai notes, <c>authorship/3.x</c> (git-ai-project/git-ai, specs/git_ai_standard_v3.0.0.md), as real ones are: any bytes give a reading.</summary>
public sealed class NoteReader(Registry registry)
{
    private const string Divider = "---";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <param name="content">The note's blob.</param>
    public NoteReading Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > Limits.Note || content.Count((byte)'\n') > Limits.NoteLines)
        {
            return NoteReading.Unread(NoteStatus.OverLimit);
        }

        var text = Encoding.UTF8.GetString(content).Replace("\r", "", StringComparison.Ordinal);
        var divider = FindDivider(text);
        if (divider < 0)
        {
            return NoteReading.Unread(NoteStatus.NoDivider);
        }

        var metadata = NoteMetadata.Read(text.AsMemory(divider + Divider.Length));
        return metadata.Status == NoteStatus.Ok
            ? Join(NoteAttestation.Read(text.AsSpan(0, divider)), metadata)
            : NoteReading.Unread(metadata.Status);
    }

    private static int FindDivider(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (text.AsSpan(start, end - start).SequenceEqual(Divider))
            {
                return start;
            }

            start = end + 1;
        }

        return -1;
    }

    private NoteReading Join(NoteAttestation attestation, NoteMetadata metadata)
    {
        var files = attestation.Files
            .Select(file => new NoteFile(file.Key, [.. file.Value.Runs.Select(run => new NoteRun(run.Lines, run.Value))]))
            .Where(file => !file.Runs.IsEmpty)
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToImmutableArray();

        // A key that later entries took every line from says nothing about the commit, so it is not reported either.
        var isUsed = new bool[attestation.Keys.Count];
        foreach (var run in files.SelectMany(file => file.Runs))
        {
            isUsed[run.Author] = true;
        }

        var flags = attestation.Flags | metadata.Flags;
        var unresolved = new SortedSet<string>(StringComparer.Ordinal);
        var authors = ImmutableArray.CreateBuilder<NoteAuthor>(attestation.Keys.Count);
        for (var i = 0; i < isUsed.Length; i++)
        {
            var (key, kind) = attestation.Keys[i];
            var entry = NoteKey.EntryOf(key, kind);
            var author = AuthorOf(entry, kind, metadata) with { Key = key };
            authors.Add(author);
            if (!isUsed[i])
            {
                continue;
            }

            var isListed = kind == NoteKeyKind.Human ? metadata.HasHuman(entry) : metadata.FindAgent(entry) is not null;
            flags |= FlagsOf(kind, isListed) | (author.Class == NoteClass.Dropped ? NoteFlags.DroppedTool : NoteFlags.None);
            if (!isListed)
            {
                unresolved.Add(entry);
            }
        }

        if (files.IsEmpty)
        {
            flags |= metadata.HasSessions ? NoteFlags.EmptyWithSessions : NoteFlags.EmptyAttestation;
        }

        return new NoteReading(NoteStatus.Ok, flags, files, authors.MoveToImmutable(), attestation.OverlappedLines) { Unresolved = [.. unresolved] };
    }

    private NoteAuthor AuthorOf(string entry, NoteKeyKind kind, NoteMetadata metadata)
    {
        switch (kind)
        {
            case NoteKeyKind.Human:
                return new NoteAuthor(NoteClass.Human, null);
            case NoteKeyKind.SentinelHuman:
                return new NoteAuthor(NoteClass.Unknown, null);
            case NoteKeyKind.SentinelAgent:
                return Agent(null, ModelName.None, LineRules.NoteSentinel, session: null);
        }

        var rule = kind is NoteKeyKind.Session or NoteKeyKind.SessionTurn ? LineRules.NoteSession : LineRules.NoteLegacy;
        if (metadata.FindAgent(entry) is not { } listed)
        {
            return Agent(null, ModelName.None, rule, entry);
        }

        return registry.DroppedNoteTools.Contains(listed.Tool) ? new NoteAuthor(NoteClass.Dropped, null)
            : registry.HumanNoteTools.Contains(listed.Tool) ? new NoteAuthor(NoteClass.Unknown, null)
            : Agent(registry.FindNoteTool(listed.Tool), listed.Model is null ? ModelName.None : registry.Models.ReadCaptured(listed.Model), rule, entry);
    }

    private NoteAuthor Agent(RegistryAgent? agent, ModelName model, string rule, string? session)
    {
        agent ??= registry.AgentsById.GetValueOrDefault(RegistryAgent.Unresolved);

        // Only hexadecimal digits: whatever else a key may be, it could name a person.
        var kept = session?.AsSpan(session.StartsWith("s_", StringComparison.Ordinal) ? 2 : 0).IndexOfAnyExcept(HexDigits) < 0 ? session : null;
        return new NoteAuthor(NoteClass.Agent, Claim.OfLines(agent, ClaimRole.Author, Confidence.High, model, kept, ClaimSource.Notes, Granularity.Line, rule));
    }

    private static NoteFlags FlagsOf(NoteKeyKind kind, bool isListed) => kind switch
    {
        NoteKeyKind.Legacy => NoteFlags.LegacyKey | (isListed ? NoteFlags.None : NoteFlags.DanglingLegacy),
        NoteKeyKind.Uuid => NoteFlags.OddKey | (isListed ? NoteFlags.None : NoteFlags.DanglingLegacy),
        NoteKeyKind.Session => NoteFlags.SessionWithoutTurn | (isListed ? NoteFlags.None : NoteFlags.DanglingSession),
        NoteKeyKind.SessionTurn => isListed ? NoteFlags.None : NoteFlags.DanglingSession,
        NoteKeyKind.Human => isListed ? NoteFlags.None : NoteFlags.DanglingHuman,
        _ => NoteFlags.SentinelKey,
    };
}
