namespace Reporting.Engine.Model;

/// <summary>How a measure is made: counted by the database, or derived from other measures in one of five forms (docs/model.md).</summary>
public abstract record MeasureDefinition
{
    private MeasureDefinition()
    {
    }

    /// <summary>The measures that it is made of.</summary>
    public abstract IReadOnlyList<ModelMeasure> Operands { get; }

    /// <summary>Counted in code.</summary>
    public sealed record Base(MeasureKind Kind) : MeasureDefinition
    {
        public override IReadOnlyList<ModelMeasure> Operands => [];
    }

    /// <summary>Another measure under more filters.</summary>
    public sealed record Filtered(ModelMeasure Of, IReadOnlyList<MeasureFilter> Where) : MeasureDefinition
    {
        public override IReadOnlyList<ModelMeasure> Operands => [Of];
    }

    /// <summary>One measure divided by another, times <c>Per</c>; empty over 0.</summary>
    public sealed record Ratio(ModelMeasure Of, ModelMeasure To, int Per) : MeasureDefinition
    {
        public override IReadOnlyList<ModelMeasure> Operands => [Of, To];
    }

    /// <summary>A measure divided by itself at a coarser grain.</summary>
    public sealed record Share(ModelMeasure Of, ShareWithin Within) : MeasureDefinition
    {
        public override IReadOnlyList<ModelMeasure> Operands => [Of];
    }

    /// <summary>A measure of other periods, or compared with them.</summary>
    public sealed record Period(ModelMeasure Of, PeriodForm Form) : MeasureDefinition
    {
        /// <summary>Of <see cref="PeriodForm.Rolling"/>: how many periods, this one included.</summary>
        public int Count { get; init; }

        /// <summary>Of <see cref="PeriodForm.ToDate"/>: restarts with each of these; null for the year (the fiscal year by fiscal years).</summary>
        public TimeLevel? Within { get; init; }

        /// <summary>The only level of time for a query by it; null for any.</summary>
        public TimeLevel? Level { get; init; }

        /// <summary>True where periods outside of the query's range count as empty.</summary>
        public bool IsWithinRange { get; init; }

        /// <summary>True where several periods are counted together.</summary>
        public bool Accumulates => Form is PeriodForm.ToDate or PeriodForm.Rolling or PeriodForm.Running;

        public override IReadOnlyList<ModelMeasure> Operands => [Of];
    }

    /// <summary>The sum of two measures, or the first minus the second.</summary>
    public sealed record Combination(ModelMeasure First, ModelMeasure Second, bool IsDifference) : MeasureDefinition
    {
        public override IReadOnlyList<ModelMeasure> Operands => [First, Second];
    }
}

/// <summary>The whole of a share.</summary>
public enum ShareWithin
{
    /// <summary>The grand total of the query.</summary>
    Total,

    /// <summary>The total of the row: all dimensions of <c>by</c> but the last.</summary>
    Row,

    /// <summary>The total of the column: the last dimension of <c>by</c> alone.</summary>
    Column,

    /// <summary>The level above the last dimension that has one.</summary>
    Parent,
}

/// <summary>The periods that a measure shows.</summary>
public enum PeriodForm
{
    Previous,

    /// <summary>The same period a year before.</summary>
    PreviousYear,
    Change,
    ChangePct,
    ToDate,
    Rolling,

    /// <summary>From the first requested period up to this one.</summary>
    Running,
}

/// <summary>A filter in the definition of a measure: the dimension and what to keep of it.</summary>
public sealed record MeasureFilter(string Dimension, FilterMatch Match, IReadOnlyList<string> Values)
{
    /// <summary>True for members of a dimension of which an engagement has one; false for periods, whose ranges may overlap.</summary>
    public bool IsOneValued { get; init; }
}

/// <summary>The mode of a measure's filter: links, engagements with any, engagements with all.</summary>
public enum FilterMatch
{
    Links,
    Any,
    All,
}
