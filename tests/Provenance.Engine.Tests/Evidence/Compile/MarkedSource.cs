using System.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>
/// C# with the expected class of its tokens: <c>⟦E text⟧</c> executable, <c>D</c> declarative, <c>X</c> elided, <c>I</c> inactive, <c>U</c> unknown.
/// Two letters are for a debug and a release build. What is not marked is declarative; marks nest, the innermost counts.
/// </summary>
internal sealed class MarkedSource
{
    private const char Open = '⟦';
    private const char Close = '⟧';

    private readonly List<string> _marks = [];

    public MarkedSource(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<string>();
        for (var i = 0; i < marked.Length; i++)
        {
            switch (marked[i])
            {
                case Open:
                    var space = marked.IndexOf(' ', i);
                    open.Push(marked[(i + 1)..space]);
                    i = space;
                    break;
                case Close:
                    open.Pop();
                    break;
                default:
                    text.Append(marked[i]);
                    _marks.Add(open.TryPeek(out var mark) ? mark : "D");
                    break;
            }
        }

        Assert.Empty(open);
        Text = text.ToString();
    }

    public string Text { get; }

    public TokenClass Expected(int offset, bool isRelease)
    {
        var mark = _marks[offset];
        return mark[isRelease ? ^1 : 0] switch
        {
            'E' => TokenClass.Executable,
            'D' => TokenClass.Declarative,
            'X' => TokenClass.Elided,
            'I' => TokenClass.Inactive,
            'U' => TokenClass.Unknown,
            var other => throw new InvalidOperationException($"No class is called {other}."),
        };
    }
}
