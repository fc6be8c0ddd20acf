using System.Diagnostics;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>A git process that is written to and read from as it runs.</summary>
internal sealed class GitStream : IDisposable
{
    private readonly Process _process;

    public GitStream(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { UseShellExecute = false, WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = TestRepository.EmptyConfiguration;
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["LC_ALL"] = "C";
        _process = Process.Start(start)!;
        Input = new BufferedStream(_process.StandardInput.BaseStream, 1 << 16);
        Output = new BufferedStream(_process.StandardOutput.BaseStream, 1 << 16);
    }

    public Stream Input { get; }

    public Stream Output { get; }

    /// <summary>A line without its end; null at the end of the output.</summary>
    public byte[]? ReadLine()
    {
        var line = new List<byte>();
        for (var value = Output.ReadByte(); value != '\n'; value = Output.ReadByte())
        {
            if (value < 0)
            {
                return line.Count == 0 ? null : [.. line];
            }

            line.Add((byte)value);
        }

        return [.. line];
    }

    public byte[] ReadBytes(int count)
    {
        var result = new byte[count];
        Output.ReadExactly(result);
        return result;
    }

    /// <summary>Ends the input and waits.</summary>
    public void Finish()
    {
        Input.Dispose();
        Output.CopyTo(Stream.Null);
        _process.WaitForExit();
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"git {_process.StartInfo.ArgumentList[0]} ended with {_process.ExitCode}.");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
