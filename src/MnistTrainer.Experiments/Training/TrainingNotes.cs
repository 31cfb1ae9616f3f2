using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The training images resemble handwriting, so the recipe's augmentation applies.</summary>
/// <param name="Augmentation">How images are changed in every epoch.</param>
public sealed record HandwritingAugmentedNote(IAugmentation Augmentation) : ExperimentNote;

/// <summary>The training images do not resemble handwriting, and the recipe has an augmentation for such images.</summary>
/// <param name="Augmentation">How images are changed in every epoch; without flips where mirrored images would resemble other classes.</param>
/// <param name="Pixels">The maximum shift in each direction, in pixels.</param>
public sealed record ImagesAugmentedNote(FlipAndCropAugmentation Augmentation, int Pixels) : ExperimentNote;

/// <summary>The network is trained on the answers of a teacher as well as on the labels.</summary>
/// <param name="Distillation">The teacher, and how its answers are used.</param>
/// <param name="Accuracy">The teacher's accuracy on the test samples, 0 to 1.</param>
public sealed record TeacherNote(Distillation Distillation, double Accuracy) : ExperimentNote;

/// <summary>A training with one of several seeds begins.</summary>
/// <param name="Seed">Its seed.</param>
public sealed record SeedStartedNote(ulong Seed) : ExperimentNote;

/// <summary>The training on all folds but one begins.</summary>
/// <param name="Fold">The fold that is held out, from 1.</param>
/// <param name="Folds">The number of folds.</param>
public sealed record FoldStartedNote(int Fold, int Folds) : ExperimentNote;

/// <summary>The checkpoint of an interrupted training will be replaced, since it was not asked to be resumed.</summary>
/// <param name="Path">The checkpoint's file.</param>
public sealed record CheckpointReplacedNote(string Path) : ExperimentNote;

/// <summary>A training ended hardly better than by chance.</summary>
/// <param name="Weakness">The figures, the likely causes and what to try.</param>
public sealed record NearChanceNote(TrainingWeakness Weakness) : ExperimentNote;
