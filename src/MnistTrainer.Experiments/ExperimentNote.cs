namespace MnistTrainer.Experiments;

/// <summary>Something that an experiment decided or found on its way and that a user should know. Each kind is a record of its own, with figures rather than text.</summary>
public abstract record ExperimentNote;
