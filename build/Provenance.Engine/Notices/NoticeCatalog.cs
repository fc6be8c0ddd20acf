using System.Collections.Frozen;

namespace Provenance.Engine.Notices;

/// <summary>Every notice: its code, title, severity and text. Codes are permanent; each has a page in docs/rules.</summary>
/// <remarks>Placeholders <c>{0}</c>, <c>{1}</c>, … take the notice's arguments.</remarks>
public static class NoticeCatalog
{
    private static readonly FrozenDictionary<string, NoticeDefinition> Definitions = new NoticeDefinition[]
    {
        new("PROV901", "Map cannot be used", NoticeSeverity.Information, 1,
            "The provenance map is {0}; rules that need history are off in this compilation."),
        new("PROV902", "git not found", NoticeSeverity.Information, 0,
            "git was not found in PATH; every line counts as unknown. Install git or set ProvenanceGitPath."),
        new("PROV903", "git gave an answer that is not understood", NoticeSeverity.Warning, 1,
            "git {0} did not answer as expected (git 2.31 or later is needed); every line counts as unknown."),
        new("PROV904", "Not a repository", NoticeSeverity.Information, 0,
            "The project is not in a git repository; every line counts as unknown."),
        new("PROV905", "Repository owned by someone else", NoticeSeverity.Warning, 1,
            "git refuses this repository because of its owner. If you trust it: git config --global --add safe.directory {0}."),
        new("PROV906", "Bare repository, or no work tree", NoticeSeverity.Information, 0,
            "The repository found here has no work tree; every line counts as unknown."),
        new("PROV907", "Work tree does not contain the project", NoticeSeverity.Warning, 0,
            "git names a work tree that does not contain the project; it is not used."),
        new("PROV908", "Repository format not understood by git", NoticeSeverity.Warning, 1,
            "This git cannot read the repository's format ({0}); every line counts as unknown. Update git."),
        new("PROV909", "No commit yet", NoticeSeverity.Information, 0,
            "The repository has no commit; every line counts as uncommitted."),
        new("PROV910", "Shallow clone", NoticeSeverity.Warning, 2,
            "History is cut after {0} commits: {1} % of the code predates it and counts as unknown. Fetch the whole history (fetch-depth: 0)."),
        new("PROV911", "Partial clone", NoticeSeverity.Warning, 1,
            "{0} objects are not in this clone and nothing is fetched; what depends on them counts as unknown. Clone without a filter to see them."),
        new("PROV912", "Object missing or damaged", NoticeSeverity.Warning, 1,
            "{0} objects cannot be read; what depends on them counts as unknown. Run git fsck."),
        new("PROV913", "git did not answer in time", NoticeSeverity.Warning, 2,
            "git {0} gave no answer in {1} s and was stopped; what was read so far is used."),
        new("PROV914", "git answered too much", NoticeSeverity.Warning, 2,
            "git {0} went over the limit of {1} bytes and was stopped; what was read so far is used."),
        new("PROV915", "git failed", NoticeSeverity.Warning, 2,
            "git {0} ended with exit code {1}; what depends on it counts as unknown."),
        new("PROV916", "HEAD moved during the build", NoticeSeverity.Information, 1,
            "HEAD moved while the build ran; this record describes {0}."),
        new("PROV917", "Files not attributed", NoticeSeverity.Information, 8,
            "{0} compiled files have no history: {1} outside the repository, {2} not tracked, {3} links, {4} submodules of an unreadable repository, {5} too large, {6} not text, {7} ambiguous in case."),
        new("PROV918", "File changed between map and compilation", NoticeSeverity.Information, 1,
            "{0} files changed after the map was written; their changed lines count as uncommitted."),
        new("PROV919", "Text over a limit was cut", NoticeSeverity.Information, 1,
            "{0} commit messages or notes exceed a limit; claims are read from the part within it."),
        new("PROV920", "Named notes ref is absent", NoticeSeverity.Low, 3,
            "The notes ref {0} is not in this clone; its claims are unknown, not human. Fetch it: git fetch origin {1}:{2}."),
        new("PROV921", "History budget used up", NoticeSeverity.Warning, 3,
            "The walk of the history stopped after {0} s; {1} of {2} commits are kept in a checkpoint, from which the next build goes on. In this build every line counts as unknown."),
        new("PROV922", "Repository is too large", NoticeSeverity.Warning, 1,
            "The repository exceeds a limit ({0}); every line counts as unknown."),
        new("PROV923", "HEAD dated in the future", NoticeSeverity.Warning, 1,
            "HEAD is dated {0} days after this machine's clock; no survival figure is given."),
        new("PROV924", "Mainline changed", NoticeSeverity.Warning, 0,
            "The mainline was swapped or re-imported; no headline is given."),
        new("PROV930", "Cache entry damaged", NoticeSeverity.Low, 0,
            "A cache entry failed its checksum, was ignored and computed again."),
        new("PROV931", "Cache cannot be written", NoticeSeverity.Information, 1,
            "The cache folder cannot be written ({0}); every build walks the history again."),
        new("PROV932", "Ledger record not written", NoticeSeverity.Warning, 1,
            "The build record could not be written to the ledger ({0}); a copy is in the project's output."),
        new("PROV933", "Ledger record damaged", NoticeSeverity.Warning, 1,
            "{0} ledger files are damaged or not records; they were ignored. Run provenance ledger verify."),
        new("PROV934", "Waited too long for another build", NoticeSeverity.Information, 1,
            "Another process held the history of this repository for {0} s; it was computed a second time."),
        new("PROV935", "Output location refused", NoticeSeverity.Warning, 0,
            "A file or folder below the output folder is a link that leaves it; nothing was written there."),
        new("PROV936", "Temporary folder cannot be used", NoticeSeverity.Warning, 0,
            "Nothing can be written to the folder for temporary files, so that git history is not read: let TMPDIR (on Windows TEMP) name another."),
        new("PROV940", "MSBuild too old for recording", NoticeSeverity.Information, 0,
            "This MSBuild cannot run .NET tasks (18.0 or the dotnet CLI can): nothing is recorded, analyzers work from attributes."),
        new("PROV941", "No symbols", NoticeSeverity.Information, 1,
            "{0} has no portable PDB; its compile stage is unknown."),
        new("PROV942", "Symbols do not match", NoticeSeverity.Warning, 1,
            "The PDB of {0} belongs to another build or other sources; its compile stage is unknown."),
        new("PROV943", "Shipped file cannot be read", NoticeSeverity.Information, 2,
            "{0} shipped files cannot be examined ({1}); their ship stage is unknown."),
        new("PROV944", "Property value not understood", NoticeSeverity.Warning, 2,
            "{0} has no such value; the default {1} is used."),
        new("PROV945", "Coverage file cannot be read", NoticeSeverity.Warning, 1,
            "The coverage file cannot be used ({0}); how much of the code was exercised is unknown."),
        new("PROV946", "Source too deep or too slow to parse", NoticeSeverity.Warning, 1,
            "{0} files nest too deeply to be parsed, or take too long: policy rules judge each as one piece whose attributes do not count; what compilation and use made of it is unknown."),
        new("PROV990", "Internal error", NoticeSeverity.Warning, 2,
            "Provenance failed at {0} ({1}); the build goes on without a record. Please report it with the binary log."),
    }.ToFrozenDictionary(definition => definition.Code, StringComparer.Ordinal);

    /// <summary>All definitions by ascending code.</summary>
    public static IEnumerable<NoticeDefinition> All => Definitions.Values.OrderBy(definition => definition.Code, StringComparer.Ordinal);

    public static NoticeDefinition Get(string code) => Definitions[code];

    /// <summary>The notice's text with its arguments filled in.</summary>
    public static string Format(Notice notice)
    {
        var text = Get(notice.Code).Text;
        for (var i = 0; i < notice.Arguments.Length; i++)
        {
            text = text.Replace("{" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}", notice.Arguments[i], StringComparison.Ordinal);
        }

        return text;
    }
}

/// <summary>One row of the catalogue: what a notice says and how loud.</summary>
/// <param name="ArgumentCount">How many placeholders <paramref name="Text"/> has.</param>
public sealed record NoticeDefinition(string Code, string Title, NoticeSeverity Severity, int ArgumentCount, string Text);
