using System.Runtime.CompilerServices;

namespace Reporting.Engine.Model;

/// <summary>The current model. A reload replaces it, but a running request or job keeps the model that it holds.</summary>
public sealed class CurrentModel(SemanticModel first)
{
    private readonly AsyncLocal<SemanticModel?> _held = new();
    private volatile SemanticModel _latest = first;

    public SemanticModel Value => _held.Value ?? _latest;

    public static implicit operator CurrentModel(SemanticModel model) => new(model);

    /// <summary>Holds the model for the calling flow of control, until disposed.</summary>
    public IDisposable Hold() => Hold(Value);

    /// <summary>Holds another model, such as that of an edition.</summary>
    public IDisposable Hold(SemanticModel model)
    {
        var before = _held.Value;
        _held.Value = model;
        return new Held(this, before);
    }

    /// <summary>The model of the last reload, even if the caller holds an earlier one.</summary>
    internal SemanticModel Latest => _latest;

    internal void Replace(SemanticModel next) => _latest = next;

    private sealed class Held(CurrentModel current, SemanticModel? before) : IDisposable
    {
        public void Dispose() => current._held.Value = before;
    }
}

/// <summary>An object for each model, such as the reports that were read with it. <c>Value</c> belongs to the current model.</summary>
public sealed class Reloadable<T>
    where T : class
{
    private readonly ConditionalWeakTable<SemanticModel, T> _parts = [];
    private readonly Func<SemanticModel> _current;
    private readonly Func<SemanticModel, T> _make;

    /// <param name="make">Makes the object of a model at its first use, if none was added.</param>
    public Reloadable(CurrentModel current, Func<SemanticModel, T>? make = null) =>
        (_current, _make) = (() => current.Value, make ?? (_ => throw new InvalidOperationException($"No {typeof(T).Name} was added for this model.")));

    private Reloadable(T only)
    {
        var none = new SemanticModel([], [], string.Empty);
        (_current, _make) = (() => none, _ => only);
    }

    public T Value => Of(_current());

    public static implicit operator Reloadable<T>(T only) => new(only);

    public T Of(SemanticModel model) => _parts.GetValue(model, m => _make(m));

    internal void Add(SemanticModel model, T part) => _parts.AddOrUpdate(model, part);
}
