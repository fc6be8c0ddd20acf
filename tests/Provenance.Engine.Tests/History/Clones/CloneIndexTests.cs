using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class CloneIndexTests
{
    // Sixteen statements of sixteen shapes, about 140 tokens.
    private const string Original = """
        if (order.Total > limit) { return Refuse(order, "too large"); }
        var rate = table[order.Region] ?? fallback;
        foreach (var line in order.Lines) { sum += line.Price * line.Count - line.Discount; }
        while (queue.TryDequeue(out var next) && next is not null) { Handle(next); }
        total = sum * (1 + rate) / 100;
        try { Store(order); } catch (IOException) { retries++; throw; }
        switch (order.Kind) { case 1: Fast(); break; default: Slow(); break; }
        return total >= 0 ? total : -total;
        """;

    private const string Renamed = """
        if (request.Size > maximum) { return Reject(request, "no"); }
        var factor = map[request.Zone] ?? other;
        foreach (var part in request.Parts) { amount += part.Cost * part.Number - part.Rebate; }
        while (stack.TryPop(out var top) && top is not null) { Use(top); }
        result = amount * (7 + factor) / 3;
        try { Keep(request); } catch (IOException) { failures++; throw; }
        switch (request.Sort) { case 9: Quick(); break; default: Late(); break; }
        return result >= 5 ? result : -result;
        """;

    [Fact]
    public void Copy_IsAClone() => Assert.Equal(Tokens(Original), Clones(Original, Original));

    [Fact]
    public void RenamedCopyWithOtherLiterals_IsAClone() => Assert.Equal(Tokens(Original), Clones(Original, Renamed));

    [Fact]
    public void CopyWithParenthesesCastsAndThis_IsAClone()
    {
        var dressed = Original.Replace("sum * (1 + rate) / 100", "(((decimal)sum * ((int)1 + (rate))) / (100))", StringComparison.Ordinal)
            .Replace("Handle(next)", "this.Handle((Item)next!)", StringComparison.Ordinal);

        Assert.Equal(Tokens(dressed), Clones(Original, dressed));
    }

    [Fact]
    public void CopyWithANoiseTokenInEachForty_IsAClone()
    {
        var noise = string.Join('\n', Original.Split('\n').Select((line, i) => i % 3 == 2 ? "_ = 0 + " + line : line));

        Assert.Equal(Tokens(noise), Clones(Original, noise));
    }

    [Fact]
    public void OtherCode_IsNoClone() => Assert.Equal(0, Clones(Original, """
        Assert.Equal(3, lines.Count);
        var host = new Host { Name = "a", Port = 8080 };
        await host.StartAsync(cancellation).ConfigureAwait(false);
        lock (gate) { pending.Add(host); }
        public sealed record Part(string Name, int? Size) : IPart where T : struct;
        for (int i = 0, j = 9; i < j; i++, j--) { (a[i], a[j]) = (a[j], a[i]); }
        goto end; end: checked { unchecked { x <<= 2; } }
        """));

    [Fact]
    public void RunOfFortyNine_IsNoClone()
    {
        Assert.Equal(0, Clones(Original, FirstUnits(Original, 49)));
        Assert.Equal(50, Clones(Original, FirstUnits(Original, 50)));
    }

    [Fact]
    public void SamePieceInAnotherOrder_IsNoChain()
    {
        // Every statement is there, none is long enough, and the order is not that of the original.
        var shuffled = string.Join('\n', Original.Split('\n').Reverse());

        Assert.InRange(Clones(Original, shuffled), 0, Tokens(Original) / 3);
    }

    [Fact]
    public void CopiesInOneStep_CountOnceAndTheFirstIsTheOriginal()
    {
        var clones = new Living().Step(Added("b.cs", Original), Added("a.cs", Renamed), Added("c.cs", Original + "\n" + Original));

        Assert.Equal(["b.cs", "c.cs"], clones.Select(clone => clone.Path).Distinct(StringComparer.Ordinal));
        Assert.Equal(3 * Tokens(Original), CountIn(clones));
    }

    [Fact]
    public void UnrolledLoop_CountsItsFirstRound()
    {
        const string round = "total += weights[0] * inputs[0] - biases[0]; if (total > limit) { total = limit; hits++; }\n";

        var clones = Clones("", string.Concat(Enumerable.Repeat(round, 10)));

        Assert.Equal(9 * Tokens(round), clones);
    }

    [Fact]
    public void TextThatRepeatsItself_IsReadInLinearTime()
    {
        var table = string.Concat(Enumerable.Repeat("1, 2, ", 40_000));

        Assert.InRange(Clones("", table), Tokens(table) - 60, Tokens(table));
    }

    [Fact]
    public void EditOfAFewTokens_IsNoCloneOfWhatItReplaces()
    {
        var edited = Original.Replace("order.Total > limit", "order.Sum > bound", StringComparison.Ordinal);
        var after = Scan(edited);
        var living = new Living(("a.cs", Original));

        // Only two names were born.
        Assert.Empty(living.Step(new ChangedText("a.cs", after, [(4, 5), (6, 7)])));
    }

    [Fact]
    public void OldTokensInsideACopy_DoNotPartIt()
    {
        var after = Scan(Original);

        // What an alignment finds in any text: braces and semicolons.
        Assert.Equal(after.Count - 3, CountIn(new Living(("a.cs", Original)).Step(new ChangedText("b.cs", after, [(0, 40), (42, 90), (91, after.Count)]))));
    }

    [Fact]
    public void DeletedCode_IsNoOriginalAnyMore()
    {
        var living = new Living(("a.cs", Original));

        living.Step(new ChangedText("a.cs", null, []));

        Assert.Empty(living.Step(Added("b.cs", Original)));
    }

    [Fact]
    public void CodeDeletedInTheSameStep_WasThereBefore() =>
        Assert.Equal(Tokens(Original), CountIn(new Living(("a.cs", Original)).Step(new ChangedText("a.cs", null, []), Added("b.cs", Original))));

    [Fact]
    public void RenamedFile_IsAnOriginalUnderItsNewName()
    {
        var living = new Living(("a.cs", Original));

        living.Step(new ChangedText("c.cs", null, [], RenamedFrom: "a.cs"));

        Assert.Equal(Tokens(Original), CountIn(living.Step(Added("b.cs", Original))));
        Assert.Empty(new Living(("a.cs", Original)).Step(new ChangedText("c.cs", null, [], RenamedFrom: "a.cs")));
    }

    [Fact]
    public void AnyHistory_AnswersAsFromScratch() => Check.One(
        Laws.Config.WithMaxTest(60),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var index = new Living();
            var living = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var step = 0; step < 8; step++)
            {
                var changes = Changes(random, living);
                var scratch = new Living([.. living.OrderBy(_ => random.Next()).Select(file => (file.Key, file.Value))]);
                var expected = scratch.Step([.. changes.Select(ToChange).Reverse()]);

                Assert.Equal(expected.AsEnumerable(), index.Step([.. changes.Select(ToChange)]));
                foreach (var (path, text) in changes)
                {
                    _ = living.Remove(path);
                    if (text is not null)
                    {
                        living.Add(path, text);
                    }
                }
            }
        }));

    [Fact]
    public void AnyCopyOfSixteenShapes_SharesAnAnchor() => Check.One(
        Laws.Config.WithMaxTest(200),
        Prop.ForAll(
            Gen.Choose(0, 3).ArrayOf(16).ToArbitrary(), Gen.Choose(0, 3).ArrayOf().ToArbitrary(), Gen.Choose(0, 3).ArrayOf().ToArbitrary(), (run, before, after) =>
            {
                uint[] left = [.. before.Concat(run).Concat(after).Select(shape => (uint)shape)];
                uint[] right = [.. after.Concat(run).Concat(before).Select(shape => (uint)shape)];

                Assert.NotEmpty(Winnowing.Choose(left).Hashes.Intersect(Winnowing.Choose(right).Hashes));
            }));

    private static List<(string Path, string? Text)> Changes(Random random, Dictionary<string, string> living)
    {
        string[] pieces = [.. Original.Split('\n'), .. Renamed.Split('\n')[..3], "x = 1;", "Call(a, b, c);", "for (;;) { i++; }"];
        var paths = new[] { "a.cs", "b.cs", "c.cs", "d/e.cs" }.OrderBy(_ => random.Next()).Take(random.Next(1, 4));
        return
        [
            .. paths.Select(path => (path, living.ContainsKey(path) && random.Next(4) == 0
                ? null
                : string.Join('\n', Enumerable.Range(0, random.Next(1, 30)).Select(i => random.Next(2) == 0 ? pieces[i % pieces.Length] : pieces[random.Next(pieces.Length)])))),
        ];
    }

    private static ChangedText ToChange((string Path, string? Text) change) => change.Text is { } text ? Added(change.Path, text) : new(change.Path, null, []);

    private static ChangedText Added(string path, string code)
    {
        var text = Scan(code);
        return new(path, text, text.Count == 0 ? [] : [(0, text.Count)]);
    }

    private static int Clones(string living, string added) => CountIn(new Living(("a.cs", living)).Step(Added("b.cs", added)));

    private static int CountIn(ImmutableArray<CloneRange> clones) => clones.Sum(clone => clone.End - clone.Start);

    private static int Tokens(string code) => Scan(code).Count;

    private static string FirstUnits(string code, int shapes)
    {
        var last = FoldedText.Of(Scan(code)).Units[shapes - 1];
        var buffer = new Engine.History.Scanning.TokenBuffer();
        new Engine.History.Scanning.TokenScanner().Scan(Encoding.UTF8.GetBytes(code), buffer);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(code)[..(buffer.Starts[last] + buffer.Lengths[last])]).Replace("(", " ", StringComparison.Ordinal).Replace(")", " ", StringComparison.Ordinal);
    }

    private static UnitSequence Scan(string code) => new TokenUnits().Read(Encoding.UTF8.GetBytes(code))!;

    /// <summary>An index with the texts that live, as a walk has them.</summary>
    private sealed class Living(params (string Path, string Text)[] texts)
    {
        private readonly CloneIndex _index = CloneIndex.Of(texts.Select(text => (text.Path, Scan(text.Text).Anchors.Hashes)));
        private readonly Dictionary<string, UnitSequence> _texts = texts.ToDictionary(text => text.Path, text => Scan(text.Text), StringComparer.Ordinal);

        public ImmutableArray<CloneRange> Step(params ChangedText[] changes)
        {
            var clones = _index.Step(changes, _texts.GetValueOrDefault);
            foreach (var change in changes)
            {
                var after = change.RenamedFrom is { } old && _texts.Remove(old, out var renamed) ? renamed : change.After;
                _texts.Remove(change.Path);
                if (after is not null)
                {
                    _texts.Add(change.Path, after);
                }
            }

            return clones;
        }
    }
}
