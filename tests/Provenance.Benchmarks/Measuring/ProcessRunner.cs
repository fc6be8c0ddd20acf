using System.Diagnostics;
using System.Text;

namespace Provenance.Benchmarks.Measuring;

/// <summary>Runs one process at a time and measures it. Its output is read through a pipe, as a consumer would, and dropped unless asked for.</summary>
internal sealed class ProcessRunner : IDisposable
{
    private const int ErrorBytes = 4096;

    private readonly MemorySampler _memory = new();
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly string _gitConfiguration;

    /// <param name="gitConfiguration">The only configuration that git sees beside the repository's, so that figures do not depend on the user's.</param>
    public ProcessRunner(string gitConfiguration) => _gitConfiguration = gitConfiguration;

    /// <summary>Runs a command to its end.</summary>
    /// <param name="input">What it reads from its standard input.</param>
    /// <exception cref="BenchmarkException">The system cannot start it.</exception>
    public ProcessResult Run(string workingDirectory, string fileName, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default, bool keepsOutput = false)
    {
        var start = StartInfo(workingDirectory, fileName, arguments);
        using var kept = new MemoryStream();
        var cpuBefore = ChildUsage.Cpu();
        var watch = Stopwatch.StartNew();
        using var process = Start(start);
        _memory.Start(process.Id);
        var errors = OnOwnThread(() => Drain(process.StandardError.BaseStream));
        Task? feeder = null;
        if (input.IsEmpty)
        {
            process.StandardInput.Close();
        }
        else
        {
            feeder = OnOwnThread(() => Feed(process.StandardInput.BaseStream, input));
        }

        int read;
        while ((read = process.StandardOutput.BaseStream.Read(_buffer, 0, _buffer.Length)) > 0)
        {
            if (keepsOutput)
            {
                kept.Write(_buffer, 0, read);
            }
        }

        process.WaitForExit();
        watch.Stop();
        var (peakProcess, peakTree) = _memory.Stop() is var peaks && watch.Elapsed >= MemorySampler.ShortestKnown ? peaks : (null, null);
        var cpu = ChildUsage.Cpu() - cpuBefore;
        feeder?.GetAwaiter().GetResult();
        var command = Path.GetFileName(fileName) + " " + start.ArgumentList.FirstOrDefault(argument => !argument.StartsWith('-'));
        return new ProcessResult(command, process.ExitCode, new Measurement(watch.Elapsed, cpu, peakProcess, peakTree), kept.ToArray(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Output of a git command that is not measured.</summary>
    /// <exception cref="BenchmarkException">git failed.</exception>
    public string Git(string workingDirectory, params string[] arguments) => Run(workingDirectory, "git", arguments, keepsOutput: true).OrThrow().Text;

    /// <summary>How a command is started: every stream redirected, git's environment rebuilt.</summary>
    public ProcessStartInfo StartInfo(string workingDirectory, string fileName, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName)
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = _gitConfiguration;
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    public void Dispose() => _memory.Dispose();

    /// <exception cref="BenchmarkException">The system cannot start it.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkException($"{start.FileName} cannot be started: {exception.Message}");
        }
    }

    // The pool starts with one thread per core and adds more only after half a second, which would be charged to the process.
    private static Task<T> OnOwnThread<T>(Func<T> body) => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static bool Feed(Stream target, ReadOnlyMemory<byte> input)
    {
        try
        {
            target.Write(input.Span);
            target.Close();
            return true;
        }
        catch (IOException)
        {
            // The process ended early; its exit code says why.
            return false;
        }
    }

    private static string Drain(Stream stream)
    {
        var kept = new MemoryStream();
        var buffer = new byte[ErrorBytes];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(read, ErrorBytes - kept.Length));
        }

        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
