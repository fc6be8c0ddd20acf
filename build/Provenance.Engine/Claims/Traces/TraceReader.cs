using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Traces;

/// <summary>Reads Agent Trace records, 0.1.x (cursor/agent-trace), one JSON object a line. What is no record is counted and skipped; <c>url</c> values are never opened.</summary>
public sealed partial class TraceReader(Registry registry)
{
    /// <param name="content">A file of records, or a note that holds some.</param>
    /// <param name="root">Absolute path of the work tree, for records with absolute paths; it reaches no output. Null refuses them.</param>
    public TraceReading Read(ReadOnlySpan<byte> content, string? root)
    {
        var pass = new Pass(registry, root);
        while (!content.IsEmpty)
        {
            var end = content.IndexOf((byte)'\n');
            var line = (end < 0 ? content : content[..end]).Trim(" \t\r"u8);
            content = end < 0 ? [] : content[(end + 1)..];
            if (!line.IsEmpty)
            {
                pass.Add(line);
            }
        }

        return new TraceReading(pass.Ranges.ToImmutable(), pass.Records, pass.BadRecords, pass.BadRanges);
    }

    private static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? TextOf(JsonElement element, string name) =>
        Child(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static int? NumberOf(JsonElement element, string name) =>
        Child(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static IEnumerable<JsonElement> ItemsOf(JsonElement element, string name) =>
        Child(element, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    // The reference writer says 1.0 where the standard says 0.1.0.
    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+){1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    private sealed class Pass(Registry registry, string? root)
    {
        public ImmutableArray<TraceRange>.Builder Ranges { get; } = ImmutableArray.CreateBuilder<TraceRange>();

        public int Records { get; private set; }

        public int BadRecords { get; private set; }

        public int BadRanges { get; private set; }

        public void Add(ReadOnlySpan<byte> line)
        {
            var (before, badBefore) = (Ranges.Count, BadRanges);
            if (line.Length <= Limits.TraceRecord && TryRead(Encoding.UTF8.GetString(line)))
            {
                Records++;
                return;
            }

            // A record is read whole or not at all.
            Ranges.Count = before;
            BadRanges = badBefore;
            BadRecords++;
        }

        private bool TryRead(string line)
        {
            try
            {
                using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Limits.JsonDepth });
                var record = document.RootElement;
                if (TextOf(record, "version") is not { } version || !Version().IsMatch(version))
                {
                    return false;
                }

                var agent = TextOf(Child(record, "tool"), "name") is { } tool ? registry.FindAgent(tool) : null;
                var revision = RevisionOf(Child(record, "vcs"));
                foreach (var file in ItemsOf(record, "files"))
                {
                    ReadFile(file, agent, revision);
                }

                return true;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                // InvalidOperationException: an escape that is half a character, which the parser itself lets pass.
                return false;
            }
        }

        private static ObjectId? RevisionOf(JsonElement vcs) =>
            TextOf(vcs, "type") is null or "git" && TextOf(vcs, "revision") is { Length: 40 or 64 } text && ObjectId.TryParse(text.ToLowerInvariant().AsSpan(), out var id)
                ? id
                : null;

        private void ReadFile(JsonElement file, RegistryAgent? agent, ObjectId? revision)
        {
            if (TextOf(file, "path") is not { } written || TracePath.Relative(written, root) is not { } path)
            {
                BadRanges++;
                return;
            }

            foreach (var conversation in ItemsOf(file, "conversations"))
            {
                var contributor = Child(conversation, "contributor");
                foreach (var range in ItemsOf(conversation, "ranges"))
                {
                    // The range's own contributor stands for the whole of the conversation's, the model with it.
                    var own = Child(range, "contributor");
                    ReadRange(range, own.ValueKind == JsonValueKind.Object ? own : contributor, agent, revision, path);
                }
            }
        }

        private void ReadRange(JsonElement range, JsonElement contributor, RegistryAgent? agent, ObjectId? revision, string path)
        {
            if (NumberOf(range, "start_line") is not { } first || NumberOf(range, "end_line") is not { } last || first < 1 || last < first)
            {
                BadRanges++;
                return;
            }

            var lines = new LineRange(first, last);
            var hash = TextOf(range, "content_hash") is { } text ? ContentHash.TryParse(text) : null;
            switch (TextOf(contributor, "type"))
            {
                case "ai":
                    Add(Label.Agent, Author(ClaimRole.Author));
                    break;
                case "mixed":
                    Add(Label.Mixed, Author(ClaimRole.Assistant));
                    break;
                case "human":
                    Add(Label.Human, []);
                    break;
                default:
                    // "unknown", or no type: no claim.
                    break;
            }

            void Add(Label label, ImmutableArray<Claim> claims) => Ranges.Add(
                new TraceRange(revision, path, lines, hash, new LineMark(lines, label, ClaimSource.AgentTrace, LineRules.AgentTrace, claims)));

            ImmutableArray<Claim> Author(ClaimRole role)
            {
                var model = TextOf(contributor, "model_id") is { } id ? registry.Models.ReadCaptured(id) : ModelName.None;
                return [Claim.OfLines(agent, role, Confidence.Medium, model, session: null, ClaimSource.AgentTrace, Granularity.Line, LineRules.AgentTrace)];
            }
        }
    }
}
