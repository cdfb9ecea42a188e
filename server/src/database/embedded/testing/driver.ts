import mongoose, { type mongo } from 'mongoose';

/** The official driver, as Mongoose brings it. */
export const { MongoClient } = mongoose.mongo;
export type MongoClient = mongo.MongoClient;
export type Db = mongo.Db;
export type Document = mongo.BSON.Document;
export type Collection<T extends Document = Document> = mongo.Collection<T>;
export type UpdateFilter<T extends Document> = mongo.UpdateFilter<T>;
