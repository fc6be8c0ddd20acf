using System.Collections.Immutable;
using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Contenders;

/// <summary>One way to do the work. Contenders run in turn, round by round, so that what else happens on the machine meets all of them.</summary>
/// <param name="word">Its name for <c>--skip</c>.</param>
/// <param name="rows">The lines that it adds to the table.</param>
internal abstract class Contender(string word, params Row[] rows)
{
    public string Word { get; } = word;

    public ImmutableArray<Row> Rows { get; } = [.. rows];

    /// <summary>Nothing more is to be measured.</summary>
    public bool HasFailed => Rows.Any(row => row.Failure is not null);

    /// <summary>What is done once and not measured.</summary>
    /// <exception cref="BenchmarkException">It cannot take part, and why.</exception>
    public virtual void Prepare()
    {
    }

    /// <summary>One round: adds a sample to each row, or says why there is none.</summary>
    public abstract void Run();

    /// <summary>Takes no further part; the table says why.</summary>
    public void Fail(string reason)
    {
        foreach (var row in Rows)
        {
            row.Failure ??= reason;
        }
    }

    /// <summary>Adds the sample of a process that succeeded.</summary>
    protected static void Add(Row row, ProcessResult result)
    {
        if (result.Failure is { } failure)
        {
            row.Failure ??= failure;
        }
        else
        {
            row.Add(result.Measurement);
        }
    }
}
