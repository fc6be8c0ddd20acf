using System.Globalization;

namespace Provenance.Tool;

/// <summary>A line on the terminal of errors that says what takes so long, gone when it is over. Nothing where nobody looks.</summary>
internal sealed class WaitingLine : IDisposable
{
    // Shorter work needs no excuse.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly object _writing = new();
    private readonly TextWriter _error;
    private readonly ITimer? _timer;
    private (int Walked, int All) _commits;
    private bool _isShown;
    private bool _isOver;

    private WaitingLine(ToolHost host, bool isQuiet, string what)
    {
        _error = host.Error;
        if (host.IsErrorTerminal && !isQuiet)
        {
            var start = host.Clock.GetTimestamp();
            _timer = host.Clock.CreateTimer(_ => Show(what, host.Clock.GetElapsedTime(start)), null, Patience, Second);
        }
    }

    /// <param name="what">Words of ours.</param>
    public static WaitingLine Start(ToolHost host, bool isQuiet, string what) => new(host, isQuiet, what);

    /// <summary>How much of the work is done.</summary>
    public void Count(int walked, int all)
    {
        lock (_writing)
        {
            _commits = (walked, all);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_writing)
        {
            _isOver = true;
            if (_isShown)
            {
                _error.Write("\r\u001b[K");
                _error.Flush();
                _isShown = false;
            }
        }
    }

    private void Show(string what, TimeSpan elapsed)
    {
        lock (_writing)
        {
            if (!_isOver)
            {
                var done = _commits.All == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_commits.Walked:N0} of {_commits.All:N0} commits");
                _error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} … {elapsed.TotalSeconds:0} s{done}\u001b[K"));
                _error.Flush();
                _isShown = true;
            }
        }
    }
}
