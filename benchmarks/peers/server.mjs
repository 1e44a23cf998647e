// Serves the graph at BOLT with @neo4j/graphql over Apollo Server, as their documentation starts it.
//   BOLT=bolt://localhost:7687 node server.mjs PORT
import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { Neo4jGraphQL } from '@neo4j/graphql'
import neo4j from 'neo4j-driver'

const typeDefs = readFileSync(new URL('types.graphql', import.meta.url), 'utf8')
const driver = neo4j.driver(process.env.BOLT)
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema()
await startStandaloneServer(new ApolloServer({ schema }), { listen: { host: '127.0.0.1', port: Number(process.argv[2]) } })
