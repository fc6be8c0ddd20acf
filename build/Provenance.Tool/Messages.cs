using Provenance.Engine.Notices;
using Provenance.Engine.Policy;
using Provenance.Engine.Reports;

namespace Provenance.Tool;

/// <summary>Says what is not a result, on stderr, one line each and encoded for terminals.</summary>
internal sealed class Messages(TextWriter error, bool isQuiet, bool isVerbose)
{
    public void Error(string text) => error.WriteLine("provenance: " + TerminalText.Encode(text));

    /// <summary>A notice that ends the command.</summary>
    public void Failure(Notice notice) => error.WriteLine(Text(notice));

    /// <summary>A notice beside a result.</summary>
    public void Notice(Notice notice)
    {
        var isShown = NoticeCatalog.Get(notice.Code).Severity != NoticeSeverity.Low || isVerbose;
        if (isShown && !isQuiet)
        {
            error.WriteLine(Text(notice));
        }
    }

    public void Problem(PolicyProblem problem) => error.WriteLine(TerminalText.Encode(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{problem.File}({problem.Line},{problem.Column}): {problem.Code}: {problem.Message}")));

    private static string Text(Notice notice) => TerminalText.Encode($"{notice.Code}: {NoticeCatalog.Format(notice)}");
}
