using System.Runtime.ExceptionServices;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Work on many items at once with the outcome of working on one after the other.</summary>
internal static class Ordered
{
    // Below this the threads cost more than they save.
    private const int FewItems = 8;

    /// <returns>One result per item, in their order.</returns>
    /// <remarks>Of several exceptions the one of the first item is thrown, as it is and not wrapped.</remarks>
    public static TResult[] Select<T, TResult>(List<T> items, Func<T, TResult> work)
    {
        if (items.Count < FewItems)
        {
            return [.. items.Select(work)];
        }

        var results = new TResult[items.Count];
        var failures = new ExceptionDispatchInfo?[items.Count];
        Parallel.For(0, items.Count, (index, state) =>
        {
            try
            {
                results[index] = work(items[index]);
            }

            // Kept and thrown again below: whoever asks for the results must see the exception that work threw.
            catch (Exception e)
            {
                failures[index] = ExceptionDispatchInfo.Capture(e);
                state.Break();
            }
        });
        Array.Find(failures, failure => failure is not null)?.Throw();
        return results;
    }
}
