// Trains our trainer and LightGBM, the latter with its default options, on the same images, and prints accuracy and training time.
using System.Diagnostics;
using Microsoft.ML;
using MnistTrainer.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

MLContext context = new(seed: 1);
DataSource source = DataSource.Open(args.FirstOrDefault("mnist"));
IDataView train = context.Data.LoadFromSamples(source.Load(DataSplit.Train)!.Samples);
IDataView test = context.Data.LoadFromSamples(source.Load(DataSplit.Test)!.Samples);
TrainingOptions training = new()
{
    Epochs = 6,
    BatchSize = 256,
    Schedule = LearningRateSchedule.Cosine,
};
NeuralNetworkTrainer.Options options = new()
{
    HiddenUnits = [300],
    LearningRate = 0.003f,
    Training = training,
};
Measure("NeuralNetwork", context.MulticlassClassification.Trainers.NeuralNetwork(options));
Measure("LightGbm", context.MulticlassClassification.Trainers.LightGbm());

void Measure(string name, IEstimator<ITransformer> trainer)
{
    Stopwatch time = Stopwatch.StartNew();
    ITransformer model = trainer.Fit(train);
    double seconds = time.Elapsed.TotalSeconds;
    double accuracy = context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;
    Console.WriteLine($"{name, -13} {accuracy:P2} after {seconds:F1} s");
}
