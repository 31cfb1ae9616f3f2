using System.Globalization;
using MnistTrainer.Experiments;

// Arguments: a folder with a subfolder of images for each digit, the file to save the model to, and optionally the number of epochs.
Recipe recipe = Recipe.Accurate;
if (args.Length > 2)
    recipe = recipe with { Training = recipe.Training with { Epochs = int.Parse(args[2], CultureInfo.InvariantCulture) } };

// A tenth of the images is held out for the test.
var data = TrainingData.Load(args[0]);
TrainedModel model = recipe.Train(data);
Console.WriteLine($"Trained: accuracy {model.Test.Metrics.MicroAccuracy:P2}, calibration error {model.Test.CalibrationError:P2}");

// Calibrated on synthetic digits; by default on 60,000, which takes longer.
var calibration = ModelCalibration.Of(model.Network, new CalibrationImages { Count = 5_000 });
var calibrated = Evaluation.Measure(calibration.Network, data.Test);
Console.WriteLine($"Calibrated: accuracy {calibrated.Metrics.MicroAccuracy:P2}, calibration error {calibrated.CalibrationError:P2}");
ModelStore.Save(calibration.Network, args[1]);
