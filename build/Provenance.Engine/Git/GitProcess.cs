using System.Diagnostics;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>The one place that starts git: absolute executable, arguments as a list, an environment built from nothing, bounded silence.</summary>
/// <remarks>Own code instead of a library because no library keeps these promises together (docs/robustness.md).</remarks>
public sealed class GitProcess : IDisposable
{
    private static readonly string[] InheritedAlways = ["PATH", "SystemRoot", "TEMP", "TMP"];

    // To find everything that a process started means to look at every process of the machine: tens of milliseconds, for a git that ends by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // What git exits with when it says "fatal".
    private const int FatalExit = 128;

    private readonly Process _process;
    private readonly Timer _silence;
    private readonly TimeSpan _silenceLimit;
    private readonly long _outputLimit;
    private readonly Task<string> _stderr;
    private readonly object _watch = new();
    private bool _isAwaited;
    private int _timedOut;
    private bool _overflowed;

    private GitProcess(Process process, string command, TimeSpan silenceLimit, long outputLimit)
    {
        _process = process;
        Command = command;
        _silenceLimit = silenceLimit;
        _outputLimit = outputLimit;
        _stderr = OwnThread.Run(() => DrainStderr(process.StandardError.BaseStream));
        _silence = new Timer(_ => OnSilence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Output = new WatchedStream(process.StandardOutput.BaseStream, this);
    }

    /// <summary>The subcommand, a fixed word for notices.</summary>
    public string Command { get; }

    /// <summary>Standard output. Silence counts while a reader waits: a reader that is busy elsewhere is no fault of git. Ends early past the limits; <see cref="Finish"/> says so.</summary>
    public Stream Output { get; }

    /// <summary>For how long git has owed an answer, where that is less than somebody has waited for one: nobody may have asked it yet. Called on any thread.</summary>
    public Func<TimeSpan>? OwedFor { get; set; }

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The output was read to its end, or to the limit.</summary>
    public bool OutputEnded { get; private set; }

    public bool TimedOut => Volatile.Read(ref _timedOut) != 0;

    /// <summary>Starts git. Null when the system cannot start the executable.</summary>
    /// <param name="environment">The whole environment of the child.</param>
    /// <param name="feedsInput">False closes standard input at once.</param>
    /// <param name="outputLimit">Bytes after which git is stopped.</param>
    public static GitProcess? Start(
        GitHost host, IReadOnlyDictionary<string, string> environment, string workingDirectory, IEnumerable<string> arguments, string command, TimeSpan silenceLimit,
        bool feedsInput = false, long outputLimit = long.MaxValue)
    {
        var start = new ProcessStartInfo(host.Executable)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        if (process is null)
        {
            return null;
        }

        if (!feedsInput)
        {
            process.StandardInput.Close();
        }

        return new GitProcess(process, command, silenceLimit, outputLimit);
    }

    /// <summary>What both stages set: stable text, no prompt, no lock, no network, no replaced objects.</summary>
    public static Dictionary<string, string> BaseEnvironment(GitHost host)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LC_ALL"] = "C",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "none",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_ATTR_NOSYSTEM"] = "1",
        };
        foreach (var name in InheritedAlways)
        {
            if (host.Environment.TryGetValue(name, out var value))
            {
                result[name] = value;
            }
        }

        return result;
    }

    /// <summary>Reads all output up to a limit and waits for the end.</summary>
    public (byte[] Output, int ExitCode, string ErrorText, Notice? Notice) ReadToEnd(int limitBytes)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = Output.Read(chunk, 0, chunk.Length)) > 0)
        {
            if (buffer.Length + read > limitBytes)
            {
                Kill();
                return ([], -1, "", Notice.Of("PROV914", Command, Number(limitBytes)));
            }

            buffer.Write(chunk, 0, read);
        }

        var exitCode = WaitForExit();
        return Stopped() is { } notice
            ? ([], exitCode, "", notice)
            : (buffer.ToArray(), exitCode, _stderr.GetAwaiter().GetResult(), null);
    }

    /// <summary>Waits for the end and says what went wrong, or null.</summary>
    public Notice? Finish()
    {
        var exitCode = WaitForExit();
        return Stopped() ?? (exitCode == 0 ? null : Notice.Of("PROV915", Command, Number(exitCode)));
    }

    /// <summary>Whether git ended by itself over what it was asked, and not at a limit or by somebody's hand. Waits for the end of one whose output has ended.</summary>
    public bool GaveUp() => OutputEnded && WaitForExit() == FatalExit && Stopped() is null;

    /// <summary>Says that nothing more is asked: a git that waits for questions ends.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // git ended before it took what was written.
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime, which is what was wanted.
        }
    }

    public void Dispose()
    {
        // Without a reader, git ends at its next word.
        _process.StandardOutput.BaseStream.Dispose();
        if (!_process.HasExited && !_process.WaitForExit(Grace))
        {
            Kill();
        }

        _silence.Dispose();
        _process.Dispose();
    }

    private int WaitForExit()
    {
        Await();
        try
        {
            _process.WaitForExit();
        }
        finally
        {
            EndAwaiting();
        }

        return _process.ExitCode;
    }

    private void Await()
    {
        lock (_watch)
        {
            _isAwaited = true;
            _silence.Change(_silenceLimit, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndAwaiting()
    {
        lock (_watch)
        {
            _isAwaited = false;
            _silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The limit past which git was stopped, if any.</summary>
    private Notice? Stopped() => _overflowed
        ? Notice.Of("PROV914", Command, Number(_outputLimit))
        : TimedOut ? Notice.Of("PROV913", Command, Number((long)_silenceLimit.TotalSeconds)) : null;

    private void OnSilence()
    {
        lock (_watch)
        {
            if (!_isAwaited)
            {
                return;
            }

            if (OwedFor?.Invoke() is { } owed && owed < _silenceLimit)
            {
                _silence.Change(_silenceLimit - owed, Timeout.InfiniteTimeSpan);
                return;
            }

            Volatile.Write(ref _timedOut, 1);
        }

        Kill();
    }

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All of it is drained so that git never blocks; a little is kept to tell the kind of a failure, none is ever printed.</summary>
    private static string DrainStderr(Stream stderr)
    {
        var kept = new byte[GitLimits.StderrBytes];
        var length = 0;
        var chunk = new byte[4096];
        int read;
        while ((read = stderr.Read(chunk, 0, chunk.Length)) > 0)
        {
            var take = Math.Min(read, kept.Length - length);
            chunk.AsSpan(0, take).CopyTo(kept.AsSpan(length));
            length += take;
        }

        return System.Text.Encoding.UTF8.GetString(kept, 0, length);
    }

    private sealed class WatchedStream(Stream inner, GitProcess owner) : Stream
    {
        private long _total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            owner.Await();
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            finally
            {
                owner.EndAwaiting();
            }

            _total += read;
            owner.OutputEnded |= read == 0;
            if (_total <= owner._outputLimit)
            {
                return read;
            }

            owner.OutputEnded = true;
            owner._overflowed = true;
            owner.Kill();
            return 0;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
