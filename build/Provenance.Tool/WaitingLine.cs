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
    private bool _isShown;
    private bool _isOver;

    private WaitingLine(ToolHost host, bool isQuiet, string what)
    {
        _error = host.Error;
        if (host.IsErrorTerminal && !isQuiet)
        {
            var start = host.Clock.GetTimestamp();
            _timer = host.Clock.CreateTimer(_ => Show(string.Create(CultureInfo.InvariantCulture, $"{what} … {host.Clock.GetElapsedTime(start).TotalSeconds:0} s")), null, Patience, Second);
        }
    }

    /// <param name="what">Words of ours.</param>
    public static WaitingLine Start(ToolHost host, bool isQuiet, string what) => new(host, isQuiet, what);

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
            }
        }
    }

    private void Show(string text)
    {
        lock (_writing)
        {
            if (!_isOver)
            {
                _error.Write("\r" + text);
                _error.Flush();
                _isShown = true;
            }
        }
    }
}
