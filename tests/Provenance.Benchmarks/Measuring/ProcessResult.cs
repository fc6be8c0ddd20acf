using System.Text;

namespace Provenance.Benchmarks.Measuring;

/// <summary>How a process ended.</summary>
/// <param name="Output">Its standard output when it was to be kept, else empty.</param>
/// <param name="Errors">The beginning of its standard error.</param>
internal sealed record ProcessResult(string Command, int ExitCode, Measurement Measurement, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Null after success, else one line.</summary>
    public string? Failure => ExitCode == 0
        ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Command} ended with {ExitCode}: {Errors.Split('\n')[0]}");

    /// <exception cref="BenchmarkException">It failed, and nothing can be measured without it.</exception>
    public ProcessResult OrThrow() => Failure is { } failure ? throw new BenchmarkException(failure) : this;
}
