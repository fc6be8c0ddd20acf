namespace Provenance.Engine.Metric;

/// <summary>The groups that every figure is given for. <see cref="AgentHi"/> is agent and mixed code together.</summary>
public enum CodeGroup : byte
{
    Agent = 0,
    AgentHi = 1,
    Human = 2,
    Unknown = 3,
    All = 4,
}

/// <summary>One value for each group.</summary>
public sealed record ByGroup<T>(T Agent, T AgentHi, T Human, T Unknown, T All)
{
    public T this[CodeGroup group] => group switch
    {
        CodeGroup.Agent => Agent,
        CodeGroup.AgentHi => AgentHi,
        CodeGroup.Human => Human,
        CodeGroup.Unknown => Unknown,
        CodeGroup.All => All,
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    internal static ByGroup<T> Of(Func<CodeGroup, T> figure) =>
        new(figure(CodeGroup.Agent), figure(CodeGroup.AgentHi), figure(CodeGroup.Human), figure(CodeGroup.Unknown), figure(CodeGroup.All));

    /// <summary>As <see cref="Of"/>, on as many threads as there are; the figures must not lean on each other.</summary>
    internal static ByGroup<T> Together(Func<CodeGroup, T> figure)
    {
        // No ByGroup of tasks: a compiler that makes each type that another one needs would come to tasks of tasks of tasks.
        var (agent, agentHi, human, unknown, all) = (Begin(CodeGroup.Agent), Begin(CodeGroup.AgentHi), Begin(CodeGroup.Human), Begin(CodeGroup.Unknown), Begin(CodeGroup.All));
        return new(agent.GetAwaiter().GetResult(), agentHi.GetAwaiter().GetResult(), human.GetAwaiter().GetResult(), unknown.GetAwaiter().GetResult(), all.GetAwaiter().GetResult());

        Task<T> Begin(CodeGroup group) => Task.Run(() => figure(group));
    }
}

/// <summary>Which label counts. An overlay may add knowledge and must not hide failures, so what was agent code before it stays agent code.</summary>
internal static class Attribution
{
    public static Label Effective(in LifeCell cell) => Effective(cell.Label, cell.LabelBeforeOverlay);

    public static Label Effective(Label label, Label? beforeOverlay) => beforeOverlay == Label.Agent ? Label.Agent : label;

    public static Label WithoutOverlay(in LifeCell cell) => cell.LabelBeforeOverlay ?? cell.Label;

    /// <summary>Agent code that the overlay calls something else: agent in point and lo, mixed in hi.</summary>
    public static bool OverlaidAgent(in LifeCell cell) => cell.LabelBeforeOverlay == Label.Agent && cell.Label != Label.Agent;

    public static bool IsIn(this Label label, CodeGroup group) => group switch
    {
        CodeGroup.Agent => label == Label.Agent,
        CodeGroup.AgentHi => label is Label.Agent or Label.Mixed,
        CodeGroup.Human => label == Label.Human,
        CodeGroup.Unknown => label == Label.Unknown,
        CodeGroup.All => true,
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
