using Microsoft.Build.Logging.StructuredLogger;

namespace Provenance.Build.Tests;

/// <summary>One run of the dotnet CLI.</summary>
internal sealed record BuildRun(int ExitCode, string Output, string LogPath)
{
    private readonly Lazy<Microsoft.Build.Logging.StructuredLogger.Build> _log = new(() => BinaryLog.ReadBuild(LogPath));

    public bool Succeeded => ExitCode == 0;

    /// <summary>Codes of all warnings and errors, sorted, each as often as it was raised.</summary>
    public string[] Codes => [.. Diagnostics().Select(diagnostic => diagnostic.Code ?? "").Order(StringComparer.Ordinal)];

    /// <summary>Codes of our notices that came as messages, sorted.</summary>
    public string[] NoticeMessages
    {
        get
        {
            var codes = new List<string>();
            _log.Value.VisitAllChildren<Message>(message =>
            {
                if (message.Text is { Length: > 8 } text && text.StartsWith("PROV9", StringComparison.Ordinal) && text[7] == ':')
                {
                    codes.Add(text[..7]);
                }
            });
            return [.. codes.Order(StringComparer.Ordinal)];
        }
    }

    public IEnumerable<AbstractDiagnostic> Diagnostics()
    {
        var found = new List<AbstractDiagnostic>();
        _log.Value.VisitAllChildren<AbstractDiagnostic>(found.Add);
        return found;
    }

    /// <summary>How often tasks of ours really ran.</summary>
    public int TaskCount(string name)
    {
        var count = 0;
        _log.Value.VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.Task>(task => count += string.Equals(task.Name, name, StringComparison.Ordinal) ? 1 : 0);
        return count;
    }

    /// <summary>Fails the test with the whole output when the run did.</summary>
    public BuildRun MustSucceed()
    {
        Assert.True(Succeeded, Output + "\nbinary log: " + LogPath);
        return this;
    }
}
